package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What does not change from belief to belief stays the same reference, and costs nothing. */
final class UnchangedTest {
    private final Worlds worlds =
            Worlds.ready(Fleets.one(), Fleets.hourly("0.10")).machine("a").machine("b");

    /** The same answers, a second later. */
    private static World later(World world) {
        Observation seen = world.seen();
        return world.next(
                new Observation(
                        seen.now().plusSeconds(1), seen.clouds(), seen.offerings(), seen.servers(), seen.finished()),
                List.of());
    }

    @Test
    void nothingIsMadeAnewWhereNothingIsNew() {
        World before = worlds.running("1", "a").buySent("c").tick();
        World after = later(before);
        assertThat(after.seats()).isSameAs(before.seats());
        assertThat(after.demand()).isSameAs(before.demand());
        assertThat(after.sold()).isSameAs(before.sold());
        assertThat(after.learned()).isSameAs(before.learned());
        assertThat(after.firstLists()).isSameAs(before.firstLists());
        assertThat(after.breakers().bought()).isSameAs(before.breakers().bought());
    }

    @Test
    void aMachineThatIsListedAgainAsItWasKeepsItsSeat() {
        World before = worlds.agent("b").tick();
        World after = worlds.after(Duration.ofSeconds(10));
        assertThat(after.seen().clouds()).isNotEqualTo(before.seen().clouds());
        assertThat(after.seats()).isSameAs(before.seats());
    }

    @Test
    void ofOneJobThatHasChangedOnlyItsMachineIsLookedAtAnew() {
        World before = worlds.running("1", "a").running("2", "b").tick();
        World after = worlds.done("2").after(Duration.ofSeconds(5));
        assertThat(seat(after, "a")).isSameAs(seat(before, "a"));
        assertThat(seat(after, "b")).isNotEqualTo(seat(before, "b"));
    }

    @Test
    void whatIsSoldIsPutTogetherAgainOnceItChanges() {
        World before = worlds.tick();
        World after = worlds.sells(Fleets.hourly("0.20")).tick();
        assertThat(after.sold())
                .isNotEqualTo(before.sold())
                .isEqualTo(after.seen().sold());
    }

    private static Seat seat(World world, String name) {
        return java.util.Objects.requireNonNull(world.seats().get(Worlds.name(name)));
    }
}
