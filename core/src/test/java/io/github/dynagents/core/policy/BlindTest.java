package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** While the CI server is unknown. */
final class BlindTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void nothingIsBought() {
        Worlds worlds = Worlds.ready().pending("1").tickAnd().queueFails(true);
        assertThat(Plans.buys(worlds.world())).hasSize(1);
        assertThat(Plans.buys(worlds.after(SOON))).isEmpty();
        assertThat(Plans.told(worlds.world(), "blind/ci"))
                .singleElement()
                .asString()
                .contains("the server is away");
    }

    @Test
    void nothingIsDrained() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.small("900"))
                .machine("a")
                .agent("a")
                .tickAnd();
        assertThat(Plans.drains(worlds.queueFails(true).after(Duration.ofHours(13))))
                .isEmpty();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now()));
        assertThat(Plans.drains(worlds.after(SOON))).isEmpty();
        assertThat(Plans.drains(worlds.queueFails(false).after(SOON))).containsExactly("a");
    }

    @Test
    void nothingIsReleasedNotEvenWhenItsGraceHasPassed() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a").tickAnd();
        worlds.drained("a").after(SOON);
        worlds.queueFails(true).after(Duration.ofHours(2));
        assertThat(Plans.all(worlds.world(), Decision.Release.class)).isEmpty();
        worlds.queueFails(false).after(SOON);
        assertThat(Plans.all(worlds.world(), Decision.Release.class)).hasSize(1);
    }

    @Test
    void noJobIsRestarted() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a").tickAnd();
        worlds.hides("a").after(SOON);
        worlds.after(SOON);
        worlds.queueFails(true).tick();
        assertThat(worlds.world().lost()).hasSize(1);
        assertThat(Plans.all(worlds.world(), Decision.Restart.class)).isEmpty();
        worlds.queueFails(false).after(SOON);
        assertThat(Plans.all(worlds.world(), Decision.Restart.class)).hasSize(1);
    }

    @Test
    void theLeasesOfMachinesAtWorkAreMovedForAWhileOnly() {
        Worlds worlds = Worlds.ready().leased("a").running("1", "a").tickAnd().queueFails(true);
        worlds.after(SOON);
        Instant blindSince = worlds.now();
        assertThat(Plans.renewals(
                        worlds.at(blindSince.plus(Duration.ofMinutes(30)).minusSeconds(1))))
                .containsExactly("a");
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void theLeaseOfAnIdleMachineIsMovedOnlyWithinItsPaidTime() {
        Worlds worlds =
                Worlds.ready(Fleets.one(), Fleets.hourly("0.40")).leased("a").agent("a");
        Instant born = worlds.now();
        worlds.tick();
        worlds.at(born.plus(Duration.ofMinutes(40)));
        worlds.queueFails(true);
        assertThat(Plans.all(worlds.at(born.plus(Duration.ofMinutes(45))), Decision.Renew.class))
                .singleElement()
                .satisfies(renew -> assertThat(renew.lease().until()).isBefore(born.plus(Duration.ofHours(1))));
        assertThat(Plans.renewals(worlds.at(born.plus(Duration.ofMinutes(55))))).containsExactly("a");
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).isEmpty();
    }
}
