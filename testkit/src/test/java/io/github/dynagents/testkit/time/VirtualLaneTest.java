package io.github.dynagents.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.interpret.Seam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VirtualLaneTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime(START, 1);
    private final Seam.Lane lane = time.lane("cloud", 1);
    private final List<String> seen = new ArrayList<>();

    @Test
    void aCallHasItsEffectAtOnceAndItsAnswerWhenItsTimeHasPassed() {
        lane.submit(0, DEADLINE, taking(5, "a"), told("a"));

        time.runFor(Duration.ofSeconds(4));
        assertThat(seen).containsExactly("+0 begins a");
        time.runFor(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("+0 begins a", "+5 a Value");
    }

    @Test
    void urgentCallsGoFirstAndEqualOnesInTheirOrder() {
        lane.submit(6, DEADLINE, taking(1, "buy1"), told("buy1"));
        lane.submit(6, DEADLINE, taking(1, "buy2"), told("buy2"));
        lane.submit(0, DEADLINE, taking(1, "release"), told("release"));

        time.runFor(DEADLINE);

        assertThat(seen.stream().filter(line -> line.contains("begins")))
                .containsExactly("+0 begins release", "+1 begins buy1", "+2 begins buy2");
    }

    @Test
    void noMoreCallsThanItsWidthAreUnderWay() {
        Seam.Lane wide = time.lane("wide", 2);
        for (String name : List.of("a", "b", "c")) {
            wide.submit(0, DEADLINE, taking(3, name), told(name));
        }

        time.runFor(DEADLINE);

        assertThat(seen)
                .containsExactly("+0 begins a", "+0 begins b", "+3 a Value", "+3 begins c", "+3 b Value", "+6 c Value");
    }

    @Test
    void aCallThatTakesTooLongIsAnsweredAtItsDeadlineWithUnknownEffectAndFreesItsPlace() {
        lane.submit(0, DEADLINE, taking(31, "slow"), told("slow"));
        lane.submit(0, Duration.ofMinutes(2), taking(1, "next"), told("next"));

        time.runFor(Duration.ofMinutes(1));

        assertThat(seen)
                .containsExactly("+0 begins slow", "+30 slow UNAVAILABLE/UNKNOWN", "+30 begins next", "+31 next Value");
    }

    @Test
    void aCallThatHangsIsAnsweredAtItsDeadline() {
        lane.submit(
                0,
                DEADLINE,
                () -> {
                    throw time.hang();
                },
                told("hung"));

        time.runFor(Duration.ofHours(1));

        assertThat(seen).containsExactly("+30 hung UNAVAILABLE/UNKNOWN");
    }

    @Test
    void aCallWhoseTurnNeverCameHadNoEffect() {
        lane.submit(0, Duration.ofMinutes(2), taking(100, "long"), told("long"));
        lane.submit(0, DEADLINE, taking(1, "waits"), told("waits"));

        time.runFor(Duration.ofMinutes(2));

        assertThat(seen).containsExactly("+0 begins long", "+30 waits UNAVAILABLE/NONE", "+100 long Value");
    }

    @Test
    void aPausedLaneBeginsNothingBeforeItsInstant() {
        lane.pauseUntil(START.plusSeconds(10));
        lane.pauseUntil(START.plusSeconds(5));
        lane.submit(0, DEADLINE, taking(1, "a"), told("a"));

        time.runFor(DEADLINE);

        assertThat(seen).containsExactly("+10 begins a", "+11 a Value");
    }

    @Test
    void aClosedLaneAnswersWhatWaitsAndWhatComesAndFinishesWhatRuns() {
        lane.submit(0, DEADLINE, taking(5, "runs"), told("runs"));
        lane.submit(0, DEADLINE, taking(5, "waits"), told("waits"));
        time.runFor(Duration.ofSeconds(1));
        lane.close();
        lane.submit(0, DEADLINE, taking(5, "comes"), told("comes"));

        time.runFor(DEADLINE);

        assertThat(seen)
                .containsExactly(
                        "+0 begins runs", "+1 waits UNAVAILABLE/NONE", "+1 comes UNAVAILABLE/NONE", "+5 runs Value");
    }

    @Test
    void aBugInAPluginBecomesAnAnswer() {
        lane.submit(
                0,
                DEADLINE,
                () -> {
                    throw new NoSuchMethodError("old jar");
                },
                told("bug"));

        time.runFor(DEADLINE);

        assertThat(seen).containsExactly("+0 bug BROKEN/UNKNOWN");
    }

    @Test
    void aKilledProcessIsNotAnsweredButItsCallHadItsEffect() {
        VirtualProcess daemon = time.process("daemon");
        daemon.lane("cloud", 1).submit(0, DEADLINE, taking(5, "a"), told("a"));
        time.runFor(Duration.ofSeconds(1));
        daemon.kill();

        time.runFor(DEADLINE);

        assertThat(seen).containsExactly("+0 begins a");
    }

    private Call<String> taking(int seconds, String name) {
        return () -> {
            seen.add(stamp() + " begins " + name);
            time.elapse(Duration.ofSeconds(seconds));
            return name;
        };
    }

    private Consumer<Answer<String>> told(String name) {
        return answer -> seen.add(stamp() + " " + name + " "
                + switch (answer) {
                    case Answer.Value<String> value -> "Value";
                    case Answer.Failed<String> failed ->
                        failed.failure().kind() + "/" + failed.failure().effect();
                });
    }

    private String stamp() {
        return "+" + Duration.between(START, time.now()).toSeconds();
    }
}
