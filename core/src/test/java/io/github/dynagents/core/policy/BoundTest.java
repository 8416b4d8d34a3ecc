package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against examples calculated by hand. Here a lease is 15 min, grace 10 min, maxLife 2 h, removal 4 min, reap every 30
 * min, a mark's reach 20 s; the watchdog polls every 5 s and takes a minute to power off.
 */
final class BoundTest {
    private static final Duration LEASE = Duration.ofMinutes(15);

    /**
     * Of a machine that works, marked this instant. LIVE: 20 s reach + 5 s poll + 15 min lease + 5 s poll + 10 min grace
     * + 1 min shutdown = 26:30, + 4 min removal. Otherwise by its life: 2 h + 5 s + 10 min + 1 min = 2:11:05.
     */
    @ParameterizedTest
    @CsvSource({
        "LIVE, SELF_TERMINATES, false, PT30M30S",
        "LIVE, CLOUD_REMOVES, false, PT30M30S",
        "LIVE, SELF_TERMINATES, true, PT30M30S",
        "LIVE, ONLY_RELEASE, true, PT1H30S",
        "AT_BIRTH, SELF_TERMINATES, false, PT2H15M5S",
        "AT_BIRTH, CLOUD_REMOVES, true, PT2H15M5S",
        "AT_BIRTH, ONLY_RELEASE, true, PT2H45M5S"
    })
    void aMachineEndsByItself(LeaseChannel leases, End end, boolean reaped, Duration after) {
        Worlds worlds = working(leases, end, reaped);
        Seat seat = worlds.seat("a", Seat.Listed.class);
        assertThat(Bound.end(worlds.world(), seat)).contains(worlds.now().plus(after));
        assertThat(Bound.of(worlds.world()).latest()).isEqualTo(worlds.now().plus(after));
        assertThat(Bound.of(worlds.world()).isBounded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE, ONLY_RELEASE",
        "AT_BIRTH, ONLY_RELEASE",
        "NONE, SELF_TERMINATES",
        "NONE, CLOUD_REMOVES",
        "NONE, ONLY_RELEASE"
    })
    void withoutAnybodyThatReleasesItTheBillOfAMachineHasNoEnd(LeaseChannel leases, End end) {
        Worlds worlds = working(leases, end, false);
        Bound bound = Bound.of(worlds.world());
        assertThat(bound.isBounded()).isFalse();
        assertThat(bound.unbounded()).containsExactly(Worlds.name("a"));
        assertThat(bound.most()).isEqualTo(Money.ZERO);
        assertThat(Bound.isBounded(cloud(leases, end), safety(false))).isFalse();
        assertThat(Bound.isBounded(cloud(leases, end), safety(true))).isEqualTo(leases != LeaseChannel.NONE);
        assertThat(Plans.told(worlds.world(), "unbounded"))
                .singleElement()
                .asString()
                .contains("a");
    }

    @Test
    void lateInItsLifeItsLifeIsWhatEndsAMachine() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, false);
        Instant born = worlds.now();
        worlds.after(Duration.ofMinutes(115));
        mark(worlds);
        assertThat(Bound.end(worlds.world(), worlds.seat("a", Seat.Listed.class)))
                .contains(born.plus(Duration.parse("PT2H20M5S")).plus(Fleets.DEADLINE));
    }

    @Test
    void aMarkThatIsUnderWayMayWaitForItsDeadlineAndTakeAsLong() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, false);
        worlds.after(Duration.ofMinutes(5));
        Instant sent = worlds.now();
        Lease lease = new Lease(sent.plus(LEASE), LEASE, false);
        worlds.outcome(new Outcome.MarkSent(Worlds.name("a"), lease, sent)).tick();
        assertThat(Bound.end(worlds.world(), worlds.seat("a", Seat.Listed.class)))
                .contains(sent.plus(Fleets.DEADLINE.multipliedBy(2)).plus(Duration.parse("PT30M30S")));
    }

    @Test
    void whatIsBilledAlreadyDoesNotCountAndBegunHoursRoundUp() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, false);
        // it ends 30:30 from now, in its first hour, which is billed already
        assertThat(Bound.of(worlds.world()).most()).isEqualTo(Money.ZERO);
        worlds.after(Duration.ofMinutes(40));
        mark(worlds);
        // now it ends at 1:10:30, in its second hour
        assertThat(Bound.of(worlds.world()).most()).isEqualTo(Money.dollars("0.40"));
        assertThat(Bound.of(worlds.world(), "linux")).isEqualTo(Bound.of(worlds.world()));
        assertThat(Bound.of(worlds.world(), "mac").most()).isEqualTo(Money.ZERO);
    }

    /** Sent until 30 s from now, answered 30 s later, its script runs within 90 s + 5 min: 7:30 until it counts. */
    @Test
    void anIntentCountsFromItsLastPossibleBirth() {
        Worlds worlds = worlds(LeaseChannel.LIVE, End.SELF_TERMINATES, false).buySent("b");
        worlds.tick();
        Duration after = Duration.parse("PT7M30S").plus(Duration.parse("PT30M30S"));
        assertThat(Bound.end(worlds.world(), worlds.seat("b", Seat.Intended.class)))
                .contains(worlds.now().plus(after));
        assertThat(Bound.of(worlds.world()).most()).isEqualTo(Money.dollars("0.40"));
        worlds.after(Duration.ofMinutes(1));
        assertThat(Bound.end(worlds.world(), worlds.seat("b", Seat.Intended.class)))
                .contains(worlds.now().minusSeconds(60).plus(after));
    }

    @Test
    void aPurchaseIsAnnouncedWithWhatItCanCost() {
        Worlds worlds = worlds(LeaseChannel.LIVE, End.SELF_TERMINATES, false);
        assertThat(Bound.ofPurchase(worlds.world(), Fleets.hourly("0.40"))).contains(Money.dollars("0.40"));
        // 38 minutes at 0.60 an hour
        assertThat(Bound.ofPurchase(worlds.world(), Fleets.small("0.60"))).contains(Money.dollars("0.38"));
        Worlds unbounded = worlds(LeaseChannel.LIVE, End.ONLY_RELEASE, false);
        assertThat(Bound.ofPurchase(unbounded.world(), Fleets.hourly("0.40"))).isEmpty();
    }

    @Test
    void theLimitsThemselvesTellAWorstCaseBeforeAnythingIsBought() {
        Fleet unlimited =
                working(LeaseChannel.LIVE, End.SELF_TERMINATES, false).world().fleet();
        assertThat(Bound.ofLimits(unlimited)).isEmpty();
        Fleet limited = limited(unlimited, Optional.empty());
        // 10 minutes of boot, two deadlines, and what is marked then is gone after 30:30; an hour more for increments
        Duration longest = Duration.parse("PT1H40M30S").plus(Fleets.DEADLINE.multipliedBy(2));
        assertThat(Bound.ofLimits(limited)).contains(Money.dollars("3.60").forTime(longest));
        Money less = Money.dollars("0.50");
        assertThat(Bound.ofLimits(limited(unlimited, Optional.of(less)))).contains(less);
    }

    /** Of ten machines in rounds of three, the last waits for three rounds of 10 minutes of boot, and a deadline each. */
    @Test
    void theLimitsCountTheRoundsInWhichMachinesComeUp() {
        Fleets fleets = Fleets.one().safety(safety(false));
        Fleet atOnce = fleets.account("cloud", 10, cloud(LeaseChannel.LIVE, End.SELF_TERMINATES))
                .build();
        Capabilities threeAtOnce = cloud(LeaseChannel.LIVE, End.SELF_TERMINATES).toBuilder()
                .parallelBoots(3)
                .build();
        Fleet inRounds = fleets.account("cloud", 10, threeAtOnce).build();
        Money more = Money.dollars("3.60")
                .forTime(Duration.ofMinutes(10).plus(Fleets.DEADLINE).multipliedBy(3));
        Money least = Bound.ofLimits(limitedTo(10, atOnce)).orElseThrow();
        assertThat(Bound.ofLimits(limitedTo(10, inRounds))).contains(least.plus(more));
        assertThat(Bound.ofLimits(limitedTo(3, inRounds))).contains(least);
    }

    private static Fleet limitedTo(int machines, Fleet fleet) {
        Limits limits = new Limits(machines, Optional.of(Money.dollars("3.60")), Optional.empty());
        return new Fleet(fleet.owner(), fleet.accounts(), fleet.pools(), limits, fleet.safety());
    }

    private static Fleet limited(Fleet fleet, Optional<Money> worstCase) {
        Limits limits = new Limits(9, Optional.of(Money.dollars("3.60")), worstCase);
        return new Fleet(fleet.owner(), fleet.accounts(), fleet.pools(), limits, fleet.safety());
    }

    @Test
    void theEndsOfAllAreTheEndsOfEach() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, false).buySent("b");
        worlds.tick();
        assertThat(Bound.ends(worlds.world())).hasSize(2);
        worlds.world()
                .seats()
                .forEach((name, seat) -> assertThat(Bound.end(worlds.world(), seat))
                        .contains(Bound.ends(worlds.world()).get(name)));
        assertThat(Bound.ends(
                        working(LeaseChannel.LIVE, End.ONLY_RELEASE, false).world()))
                .isEmpty();
    }

    @Test
    void whereOnlyAReleaseEndsTheBillEverythingHangsOnTheReap() {
        Worlds worlds = working(LeaseChannel.LIVE, End.ONLY_RELEASE, true);
        assertThat(Bound.of(worlds.world()).isBounded()).isTrue();
        assertThat(Bound.withoutReap(worlds.world()).unbounded()).containsExactly(Worlds.name("a"));
        assertThat(Bound.withoutReap(worlds.world(), "linux").isBounded()).isFalse();
        assertThat(Bound.withoutReap(worlds.world(), "mac").isBounded()).isTrue();
    }

    @Test
    void aMachineThatEndsByItselfNeedsNoReap() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, true);
        assertThat(Bound.withoutReap(worlds.world())).isEqualTo(Bound.of(worlds.world()));
    }

    @Test
    void aDayCostsTheLimitOfItsHoursAndARoundUpForEachMachineThatMayBeBought() {
        Limits limits = new Limits(10, Optional.of(Money.dollars("1.00")), Optional.empty());
        Fleets fleets = Fleets.one().limits(limits);
        // 10 machines at its begin; 80 purchases an hour, in the 25 hours that a day may touch
        assertThat(Bound.ofDay(Worlds.ready(fleets, Fleets.hourly("0.40")).world()))
                .contains(Money.dollars("24.00").plus(Money.dollars("0.40").times(2010)));
        assertThat(Bound.ofDay(Worlds.ready(fleets, Fleets.small("0.60")).world()))
                .contains(Money.dollars("24.00").plus(Money.dollars("0.01").times(2010)));
    }

    @Test
    void aDayHasNoBoundWhereNothingLimitsIt() {
        assertThat(Bound.ofDay(Worlds.ready().world())).isEmpty();
        Limits perHour = new Limits(Integer.MAX_VALUE, Optional.of(Money.dollars("1.00")), Optional.empty());
        assertThat(Bound.ofDay(Worlds.ready(Fleets.one().limits(perHour)).world()))
                .isEmpty();
    }

    @Test
    void whatIsReleasedCountsUntilItIsProvedGone() {
        Worlds worlds = working(LeaseChannel.LIVE, End.SELF_TERMINATES, false);
        worlds.outcome(new Outcome.ReleaseSent(Worlds.name("a"), worlds.now())).after(Duration.ofMinutes(1));
        assertThat(Bound.of(worlds.world()).latest())
                .isEqualTo(worlds.now().plus(Duration.parse("PT34M30S")).plus(Fleets.DEADLINE));
    }

    private static Worlds working(LeaseChannel leases, End end, boolean reaped) {
        Worlds worlds = worlds(leases, end, reaped);
        Lease lease = new Lease(worlds.now().plus(LEASE), LEASE, false);
        return worlds.machine("a", machine -> machine.lease(lease)).agent("a").tickAnd();
    }

    private static void mark(Worlds worlds) {
        Lease lease = new Lease(worlds.now().plus(LEASE), LEASE, false);
        worlds.outcome(
                        new Outcome.MarkSent(Worlds.name("a"), lease, worlds.now()),
                        new Outcome.Marked(Worlds.name("a"), lease, worlds.now()))
                .tick();
    }

    private static Worlds worlds(LeaseChannel leases, End end, boolean reaped) {
        return Worlds.ready(
                Fleets.one().account("cloud", 10, cloud(leases, end)).safety(safety(reaped)),
                Fleets.offering(Fleets.SMALL, "0.40", BillingTerms.HOURLY));
    }

    private static Capabilities cloud(LeaseChannel leases, End end) {
        return Capabilities.builder(Once.UNIQUE_NAME, leases, end)
                .markReaches(Duration.ofSeconds(20))
                .removedWithin(Duration.ofMinutes(4))
                .build();
    }

    private static Safety safety(boolean reaped) {
        return new Safety(
                LEASE,
                Duration.ofMinutes(10),
                Duration.ofHours(2),
                Duration.ofMinutes(30),
                reaped ? Optional.of(Duration.ofMinutes(30)) : Optional.empty(),
                Duration.ofMinutes(7));
    }
}
