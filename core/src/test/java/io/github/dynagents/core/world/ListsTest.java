package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the clouds' lists do to the seats. */
final class ListsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Worlds worlds = Worlds.ready();

    @Test
    void aListedMachineOfAKnownPoolIsAdopted() {
        worlds.machine("a").tick();
        Seat.Listed seat = worlds.seat("a", Seat.Listed.class);
        assertThat(seat.pool()).isEqualTo("linux");
        assertThat(seat.price().perHour()).isEqualTo(Money.dollars("0.10"));
        assertThat(seat.mark().lastMark()).isEqualTo(worlds.now());
    }

    @Test
    void anAdoptedMachineThatWasToldToDrainDrains() {
        Lease lease = new Lease(worlds.now().plusSeconds(600), Duration.ofMinutes(15), true);
        worlds.machine("a", machine -> machine.lease(lease)).tick();
        assertThat(worlds.work("a")).isInstanceOf(Work.Draining.class);
        assertThat(worlds.seat("a", Seat.Listed.class).mark().sentAt())
                .isEqualTo(worlds.now().minusSeconds(300));
    }

    @Test
    void aMachineOfAnUnknownPoolIsAStranger() {
        worlds.machine("a", machine -> machine.pool("mac")).tick();
        assertThat(worlds.world().seats()).isEmpty();
        assertThat(worlds.world().strangers()).extracting(Machine::name).containsExactly(Worlds.name("a"));
    }

    @Test
    void aMachineOfNoPoolIsAStranger() {
        worlds.machineAt("cloud", "a", worlds.now(), machine -> Machine.builder(Worlds.name("a"), "id", worlds.now()))
                .tick();
        assertThat(worlds.world().seats()).isEmpty();
        assertThat(worlds.world().strangers()).hasSize(1);
    }

    @Test
    void aMachineWhoseOfferingIsOfAnotherAccountIsAStranger() {
        worlds.machine("a", machine -> machine.offering(new OfferingId("elsewhere", "small")))
                .tick();
        assertThat(worlds.world().seats()).isEmpty();
        assertThat(worlds.world().strangers()).hasSize(1);
    }

    @Test
    void aMachineOfUnknownOfferingCostsAsMuchAsTheDearest() {
        worlds.sells(Fleets.offering(
                        new OfferingId("cloud", "big"),
                        "0.80",
                        Fleets.hourly("1").terms()))
                .machineAt(
                        "cloud",
                        "a",
                        worlds.now(),
                        machine -> Machine.builder(Worlds.name("a"), "id", worlds.now())
                                .pool("linux"))
                .tick();
        assertThat(worlds.seat("a", Seat.Listed.class).price().perHour()).isEqualTo(Money.dollars("0.80"));
    }

    @Test
    void aMachineThatIsAbsentOnceMayHaveBeenOverlooked() {
        worlds.machine("a").tick();
        worlds.hides("a").after(SOON);
        assertThat(worlds.seat("a", Seat.Listed.class).absentLists()).isOne();
        worlds.machine("a").after(SOON);
        worlds.hides("a").after(SOON);
        assertThat(worlds.seat("a", Seat.Listed.class).absentLists()).isOne();
    }

    @Test
    void aMachineThatIsAbsentTwiceHasVanished() {
        worlds.machine("a").tick();
        worlds.hides("a").after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(worlds.world().toRevoke()).containsExactly(Worlds.name("a"));
    }

    @Test
    void theSameListSeenTwiceCountsOnce() {
        worlds.machine("a").tick();
        worlds.hides("a").after(SOON);
        worlds.listHeld(true).after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isTrue();
    }

    @Test
    void aListThatFailsNeverEmptiesTheSeats() {
        worlds.machine("a").buySent("b").tick();
        worlds.hides("a").listFails(true);
        for (int i = 0; i < 20; i++) {
            worlds.after(Duration.ofMinutes(5));
        }
        assertThat(worlds.hasSeat("a")).isTrue();
        assertThat(worlds.hasSeat("b")).isTrue();
    }

    @Test
    void aReleasedMachineIsGoneOnlyAfterTwoListsThatCouldHaveKnown() {
        worlds.machine("a").tick();
        Instant released = worlds.now();
        worlds.hides("a")
                .outcome(new Outcome.ReleaseSent(Worlds.name("a"), released))
                .after(Duration.ofSeconds(2));
        worlds.outcome(new Outcome.ReleaseAnswered(Worlds.name("a"), Optional.empty(), worlds.now()))
                .after(Duration.ofSeconds(3)); // as old as the list's lag, not older
        assertThat(worlds.seat("a", Seat.Leaving.class).absentLists()).isZero();
        worlds.after(Duration.ofSeconds(1));
        assertThat(worlds.seat("a", Seat.Leaving.class).absentLists()).isOne();
        worlds.after(Duration.ofSeconds(1));
        assertThat(worlds.hasSeat("a")).isFalse();
    }

    @Test
    void aReleasedMachineThatIsStillShownIsReleasedAgainInTime() {
        worlds.machine("a").tick();
        worlds.outcome(new Outcome.ReleaseSent(Worlds.name("a"), worlds.now())).tick();
        Instant answered = worlds.now();
        worlds.outcome(new Outcome.ReleaseAnswered(Worlds.name("a"), Optional.empty(), answered))
                .tick();
        // a minute to be removed, 5 s of lag, three lists of 10 s
        assertThat(worlds.seat("a", Seat.Leaving.class).askAgain()).isEqualTo(answered.plusSeconds(95));
        Problem problem = Problem.of(Failure.of(Failure.Kind.THROTTLED, "slow").retryAfter(Duration.ofSeconds(7)));
        worlds.outcome(new Outcome.ReleaseAnswered(Worlds.name("a"), Optional.of(problem), answered))
                .tick();
        assertThat(worlds.seat("a", Seat.Leaving.class).askAgain()).isEqualTo(answered.plusSeconds(7));
        assertThat(worlds.seat("a", Seat.Leaving.class).answered()).contains(answered);
    }

    @Test
    void aMachineIsPaidUntilTheEndOfItsBegunHour() {
        Worlds hourly = Worlds.ready(Fleets.one(), Fleets.hourly("0.10"));
        Instant born = hourly.now();
        hourly.machine("a").tick();
        assertThat(hourly.seat("a", Seat.Listed.class).paidUntil(hourly.now())).isEqualTo(born.plusSeconds(3600));
        hourly.at(born.plusSeconds(3600));
        assertThat(hourly.seat("a", Seat.Listed.class).paidUntil(hourly.now())).isEqualTo(born.plusSeconds(3600));
        hourly.at(born.plusSeconds(3601));
        assertThat(hourly.seat("a", Seat.Listed.class).paidUntil(hourly.now())).isEqualTo(born.plusSeconds(7200));
    }

    @Test
    void aCloudWhoseClockIsWrongDoesNotMoveTheBirth() {
        Worlds skewed = Worlds.ready(Fleets.one(), Fleets.small("0.10")).skew(Duration.ofHours(5));
        Instant born = skewed.now().minusSeconds(100);
        skewed.machineAt("cloud", "a", born, machine -> machine).tick();
        assertThat(skewed.seat("a", Seat.Listed.class).born()).isEqualTo(born);
    }
}
