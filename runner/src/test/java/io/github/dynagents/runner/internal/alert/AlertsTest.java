package io.github.dynagents.runner.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private final List<Alert> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T18:00:00Z");
    private final Alerts alerts = new Alerts(() -> now, told::add);

    private void tick(Decision... decisions) {
        Fleet fleet = new Fleet("acme-ci", Collections.emptySortedMap(), List.of(), Limits.NONE, Safety.DEFAULT);
        alerts.decided(World.start(fleet, now), new Plan(List.of(decisions), now), new Cut(List.of(), List.of()));
    }

    private static Decision tell(String key, boolean urgent, String words) {
        return new Decision.Tell(key, urgent, Reason.of(words));
    }

    private List<String> states() {
        return told.stream().map(alert -> alert.key() + " " + alert.state()).toList();
    }

    @Test
    void itTellsOnceWhenItBeginsAndOnceWhenItIsOver() {
        tick();
        tick(tell("breaker/CLOCK/account main", true, "the clock is wrong; set it right"));
        now = now.plusSeconds(60);
        tick(tell("breaker/CLOCK/account main", true, "the clock is wrong; set it right (since 60s)"));
        tick();
        tick();

        assertThat(states()).containsExactly("breaker/CLOCK/account main begun", "breaker/CLOCK/account main over");
        assertThat(told.get(0).text()).isEqualTo("the clock is wrong; set it right");
        assertThat(told.get(1).since()).isEqualTo(told.get(0).at());
        assertThat(told.get(1).at()).isEqualTo(now);
    }

    @Test
    void itTellsAgainAfterFourHoursWhileItLasts() {
        for (int minutes = 0; minutes <= 9 * 60; minutes += 10) {
            tick(tell("strangers", true, "machines are left alone"));
            now = now.plus(Duration.ofMinutes(10));
        }

        assertThat(states()).containsExactly("strangers begun", "strangers begun", "strangers begun");
        assertThat(told.stream().map(Alert::since).distinct()).hasSize(1);
    }

    @Test
    void whatIsNotUrgentIsForTheLogAlone() {
        tick(tell("withheld/small", false, "small is not bought for now"));

        assertThat(told).isEmpty();
    }

    @Test
    void aFailedTickIsUrgentUntilOneGoesWell() {
        alerts.failed(new IllegalStateException("no such seat"));
        alerts.failed(new IllegalStateException("no such seat"));
        tick();

        assertThat(states()).containsExactly("failed-tick begun", "failed-tick over");
        assertThat(told.getFirst().text()).contains("restart it", "no such seat");
    }

    @Test
    void eachTextSaysWhatToDo() {
        tick(
                tell("blind/drone", true, "CI server drone is unknown"),
                tell("unbounded", true, "only a release ends the bill"),
                tell("strangers", true, "machines are left alone: a"),
                tell("starving/linux", true, "nothing serves 3 jobs"),
                tell("new-one", true, "something is the matter"));

        assertThat(told)
                .hasSize(5)
                .allSatisfy(alert -> assertThat(alert.text()).containsPattern("; (let|look|configure|see) "));
    }
}
