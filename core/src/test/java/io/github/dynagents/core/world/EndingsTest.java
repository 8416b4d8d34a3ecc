package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is learned of how machines end. */
final class EndingsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Worlds worlds = Worlds.ready();

    /** Connected since it was born, and a minute short of an hour old. */
    private void atWork() {
        worlds.machine("a").agent("a").tick();
        worlds.after(HOUR.minus(MINUTE));
    }

    private Survival survival() {
        return worlds.world().learned().survival(Fleets.SMALL);
    }

    @Test
    void aMachineThatItsCloudTakesBackWasInterrupted() {
        atWork();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now())).after(MINUTE);
        assertThat(survival().interrupted()).isEqualTo(1);
        assertThat(survival().lived()).isEqualTo(HOUR);
    }

    @Test
    void itIsLearnedOnce() {
        atWork();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now())).after(MINUTE);
        worlds.after(MINUTE);
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(MINUTE);
        worlds.hides("a").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(survival().interrupted()).isBetween(0.99, 1.0);
        assertThat(survival().lived()).isEqualTo(HOUR);
    }

    @Test
    void aMachineAtWorkThatIsGoneWasInterrupted() {
        atWork();
        worlds.hides("a").after(MINUTE);
        assertThat(survival()).isEqualTo(Survival.NONE);
        worlds.after(MINUTE);
        assertThat(survival().interrupted()).isEqualTo(1);
    }

    @Test
    void oneThatStopsUnaskedWasInterruptedToo() {
        atWork();
        worlds.shows("a", machine -> machine.state(MachineState.STOPPING)).after(MINUTE);
        assertThat(survival().interrupted()).isEqualTo(1);
    }

    @Test
    void oneThatWasReleasedWasNot() {
        atWork();
        worlds.outcome(new Outcome.ReleaseSent(Worlds.name("a"), worlds.now())).after(MINUTE);
        assertThat(survival().interrupted()).isZero();
        assertThat(survival().lived()).isEqualTo(HOUR);
        worlds.hides("a").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(survival().interrupted()).isZero();
    }

    @Test
    void oneThatDrainedMayEndByItself() {
        atWork();
        worlds.drained("a").tick();
        worlds.shows("a", machine -> machine.state(MachineState.STOPPING)).after(MINUTE);
        assertThat(survival().interrupted()).isZero();
        assertThat(survival().lived()).isEqualTo(HOUR);
    }

    @Test
    void oneThatNeverWorkedIsABrokenBoot() {
        worlds.machine("a").tick();
        worlds.hides("a").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(survival().interrupted()).isZero();
    }

    @Test
    void oneWhoseLeaseRanOutEndedByItself() {
        worlds.leased("a").agent("a").tick();
        worlds.after(Duration.ofMinutes(7));
        worlds.after(Duration.ofMinutes(7));
        worlds.hides("a").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(survival().interrupted()).isZero();
    }

    @Test
    void oneWhoseLifeIsOverEndedByItself() {
        worlds.machine("a").agent("a").tick();
        worlds.after(Safety.DEFAULT.maxLife());
        worlds.hides("a").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(survival().interrupted()).isZero();
    }

    @Test
    void whatWasNotLookedAtForLongTeachesNothing() {
        Instant now = worlds.now();
        worlds.machine("a", machine -> machine.lease(new Lease(now.plus(HOUR), HOUR, false)))
                .agent("a")
                .tick();
        worlds.after(MINUTE);
        worlds.hides("a").after(Duration.ofMinutes(50));
        worlds.after(MINUTE);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(survival().interrupted()).isZero();
    }

    @Test
    void halfIsForgottenInAWeek() {
        Survival once = Survival.NONE.plus(HOUR, true, Worlds.NOON);
        Survival later = once.at(Worlds.NOON.plus(Duration.ofDays(7)));
        assertThat(later.interrupted()).isEqualTo(0.5);
        assertThat(later.lived()).isEqualTo(Duration.ofMinutes(30));
        assertThat(once.at(Worlds.NOON.minus(HOUR))).isEqualTo(once);
    }
}
