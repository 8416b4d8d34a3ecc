package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cloud that brings up two machines at a time, each in a usual boot of 90 seconds. */
final class BootQueueTest {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(390);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Fleets twoAtOnce() {
        return Fleets.one().cloud(cloud -> cloud.parallelBoots(2));
    }

    private static Worlds worlds() {
        return Worlds.ready(twoAtOnce(), Fleets.small("0.10"));
    }

    private static Worlds starting(Worlds worlds, String... names) {
        for (String name : names) {
            worlds.machine(name, machine -> machine.state(MachineState.STARTING));
        }
        return worlds;
    }

    private static List<Duration> bootsOfNext(World world, int count) {
        return new Expectation(world).bootsOfNext(Fleets.small("0.10"), count);
    }

    @Test
    void whatIsBoughtLaterCanCostMoreAsItMayWaitLonger() {
        List<Money> inRounds = bounds(worlds().pending("1", "2", "3", "4", "5").tick());
        assertThat(inRounds).hasSize(5).isSorted();
        assertThat(inRounds.stream().distinct()).as("rounds of two").hasSize(3);
        assertThat(bounds(Worlds.ready().pending("1", "2", "3").tick()))
                .hasSize(3)
                .containsOnly(bounds(Worlds.ready().pending("1").tick()).getFirst());
    }

    private static List<Money> bounds(World world) {
        return Plans.all(world, Decision.Buy.class).stream()
                .map(Decision.Buy::atMost)
                .toList();
    }

    @Test
    void theNextMachineBootsOneUsualBootLaterForEachFullRoundBeforeIt() {
        Worlds worlds = worlds();
        assertThat(bootsOfNext(worlds.tick(), 1)).containsExactly(BOOT);
        worlds.buySent("a").tick();
        assertThat(bootsOfNext(worlds.world(), 1)).containsExactly(BOOT);
        worlds.buySent("b").tick();
        assertThat(bootsOfNext(worlds.world(), 1)).containsExactly(BOOT.multipliedBy(2));
        starting(worlds, "a", "b", "c", "d").tick();
        assertThat(bootsOfNext(worlds.world(), 1)).containsExactly(BOOT.multipliedBy(3));
    }

    @Test
    void whatThisDraftBuysIsBeforeTheNextToo() {
        Expectation expected = new Expectation(worlds().tick());
        assertThat(expected.bootsOfNext(Fleets.small("0.10"), 5))
                .containsExactly(BOOT, BOOT, BOOT.multipliedBy(2), BOOT.multipliedBy(2), BOOT.multipliedBy(3));
        IntStream.range(0, 3).forEach(i -> expected.buys(Fleets.small("0.10")));
        assertThat(expected.bootOfNext(Fleets.small("0.10"))).isEqualTo(BOOT.multipliedBy(2));
        expected.buys(Fleets.small("0.10"));
        assertThat(expected.bootOfNext(Fleets.small("0.10"))).isEqualTo(BOOT.multipliedBy(3));
    }

    @Test
    void whereAllComeUpAtOnceNobodyWaitsForOthers() {
        Worlds worlds = starting(Worlds.ready(), "a", "b", "c", "d", "e", "f");
        Expectation expected = new Expectation(worlds.tick());
        IntStream.range(0, 100).forEach(i -> expected.buys(Fleets.small("0.10")));
        assertThat(expected.bootOfNext(Fleets.small("0.10"))).isEqualTo(BOOT);
        assertThat(worlds.world().turns().waited()).isEmpty();
    }

    @Test
    void machinesOfAnotherAccountAreNotBeforeIt() {
        Fleets fleets = twoAtOnce().account("other", 9, Fleets.CLOUD);
        Worlds worlds = Worlds.ready(fleets, Fleets.small("0.10"));
        for (String name : List.of("a", "b", "c")) {
            worlds.machineAt("other", name, worlds.now(), machine -> machine.state(MachineState.STARTING));
        }
        assertThat(bootsOfNext(worlds.tick(), 1)).containsExactly(BOOT);
    }

    @Test
    void slotsOfMachinesThatWaitAreFreeRoundAfterRound() {
        World world = starting(worlds(), "a", "b", "c", "d", "e").tick();
        assertThat(slots(world))
                .containsExactly(BOOT, BOOT, BOOT.multipliedBy(2), BOOT.multipliedBy(2), BOOT.multipliedBy(3));
    }

    @Test
    void aRoundBeginsWhenThoseBeforeItAreUp() {
        Worlds worlds = starting(worlds(), "a", "b", "c");
        worlds.tick();
        worlds.shows("a", machine -> machine.state(MachineState.UP));
        World world = worlds.after(Duration.ofSeconds(50));
        assertThat(slots(world)).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(40), BOOT);
    }

    @Test
    void theNextOneIsTheFirstOfTheNext() {
        Expectation expected = new Expectation(starting(worlds(), "a", "b", "c").tick());
        for (int i = 0; i < 7; i++) {
            assertThat(expected.bootOfNext(Fleets.small("0.10")))
                    .isEqualTo(expected.bootsOfNext(Fleets.small("0.10"), 1).get(0));
            expected.buys(Fleets.small("0.10"));
        }
    }

    private static List<Duration> slots(World world) {
        return Capacity.of(world, world.fleet().pools().get(0), new Expectation(world))
                .slots();
    }

    @Test
    void aMachineThatWaitsForOthersIsNotBlamedBeforeItsOwnTimeIsOver() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b", "c", "d");
        worlds.tick();
        worlds.after(Duration.ofMinutes(5));
        worlds.shows("a", machine -> machine.state(MachineState.UP))
                .shows("b", machine -> machine.state(MachineState.UP))
                .running("2", "a")
                .running("3", "b")
                .tick();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE.minusSeconds(1)))).isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("c", "d");
    }

    @Test
    void whoWaitedForABrokenMachineIsNotBlamedWithIt() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b", "c");
        worlds.tick();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE))).containsExactly("a", "b");
        worlds.hides("a", "b").after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE.minusSeconds(11)))).isEmpty();
    }

    @Test
    void inACloudOfAnotherOrderNobodyIsBlamedWhomAnotherHasOvertaken() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b", "c", "d");
        worlds.tick();
        worlds.after(BOOT_PATIENCE.minusSeconds(1));
        worlds.shows("d", machine -> machine.state(MachineState.UP)).running("2", "d");
        worlds.tick();
        assertThat(worlds.world().learned().boots(Fleets.SMALL).newest()).isEmpty();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE.minusSeconds(1)))).isEmpty();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("a", "b");
    }

    @Test
    void whoIsOvertakenTimeAndAgainIsBlamedAllTheSame() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b");
        worlds.tick();
        int minutes = 0;
        for (; minutes < 60 && Plans.drains(worlds.world()).isEmpty(); minutes++) {
            starting(worlds, "c" + minutes).tick();
            worlds.after(Duration.ofSeconds(50));
            worlds.shows("c" + minutes, machine -> machine.state(MachineState.UP))
                    .running("job-" + minutes, "c" + minutes);
            worlds.after(SOON);
        }
        assertThat(Plans.drains(worlds.world())).containsExactly("a", "b");
        assertThat(minutes).as("a minute, a boot, and a boot's patience").isEqualTo(9);
    }

    @Test
    void whatEndsBeforeItIsUpHasOvertakenNobody() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b", "c");
        worlds.tick();
        worlds.after(BOOT_PATIENCE.minusSeconds(1));
        worlds.shows("c", machine -> machine.state(MachineState.STOPPING)).tick();
        assertThat(worlds.world().turns().overtaken()).isEmpty();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).contains("a", "b");
    }

    @Test
    void theTurnGoesToTheOneThatTurnsOutToBeOlder() {
        Worlds worlds = worlds().pending("1").buySent("a").buySent("b").buySent("c");
        worlds.after(SOON);
        assertThat(worlds.world().turns().waited().keySet())
                .extracting(MachineName::value)
                .containsExactly("a", "b");
        for (String name : List.of("b", "c", "a")) {
            worlds.machineAt(
                    "cloud",
                    name,
                    worlds.now().minusMillis(name.equals("a") ? 1 : 2),
                    machine -> machine.state(MachineState.STARTING));
        }
        worlds.after(SOON);
        assertThat(worlds.world().turns().waited().keySet())
                .extracting(MachineName::value)
                .containsExactly("b", "c");
    }

    @Test
    void theEarlierPlaceIsNotForgottenWhenTheClockJumps() {
        Worlds worlds = starting(worlds().pending("1"), "a", "b", "c");
        worlds.tick();
        worlds.skew(Duration.ofHours(-3));
        for (String name : List.of("a", "b", "c")) {
            worlds.shows(name, machine -> machine.state(MachineState.STARTING));
        }
        assertThat(Plans.drains(worlds.after(Duration.ofHours(3)))).isEmpty();
    }

    @Test
    void ordersThatNobodySettlesDoNotHoldUpJobsForEver() {
        Worlds worlds = worlds();
        worlds.pending("1", "2", "3").buySent("a").buySent("b").buySent("c").tick();
        assertThat(Plans.buys(worlds.world())).isEmpty();
        worlds.after(BOOT_PATIENCE.plus(Fleets.DEADLINE));
        assertThat(Plans.buys(worlds.world())).isEmpty();
        worlds.after(Duration.ofSeconds(1));
        assertThat(Plans.buys(worlds.world()))
                .as("the third waits for nobody knows what")
                .hasSize(3);
    }

    @Test
    void jobsDoNotWaitForRoundsOfOrdersAtAnAccountThatWentDark() {
        Fleets fleets = twoAtOnce().account("other", 9, Fleets.CLOUD).pool("linux", pool -> pool, "cloud", "other");
        OfferingId other = new OfferingId("other", "small");
        Worlds worlds =
                Worlds.ready(fleets, Fleets.small("0.10"), Fleets.offering(other, "0.90", BillingTerms.PER_SECOND));
        List<String> orders = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        worlds.pending("1", "2", "3", "4", "5", "6", "7", "8", "9");
        orders.forEach(worlds::buySent);
        worlds.tick();
        orders.forEach(order ->
                worlds.notBought(order, Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "the network is gone")));
        worlds.after(BOOT_PATIENCE.plus(Fleets.DEADLINE));
        assertThat(Plans.buys(worlds.world())).isEmpty();
        worlds.after(Duration.ofSeconds(1));
        assertThat(Plans.buys(worlds.world())).contains(other.toString());
        assertThat(Plans.buys(worlds.world()).size()).isGreaterThan(4);
    }

    @Test
    void anOrderIsGivenItsTimeWhereNothingHasComeUpForLong() {
        Worlds worlds = starting(worlds(), "a", "b");
        worlds.tick();
        worlds.after(Duration.ofMinutes(20));
        worlds.pending("1").buySent("c").tick();
        assertThat(Plans.buys(worlds.after(SOON))).isEmpty();
    }

    @Test
    void ordersThatWaitAreCountedOnWhileOthersComeUp() {
        Worlds worlds = worlds().pending("1");
        worlds.buySent("a").buySent("b").buySent("c").buySent("d").tick();
        starting(worlds, "a", "b").after(BOOT_PATIENCE.minusSeconds(5));
        worlds.shows("a", machine -> machine.state(MachineState.UP))
                .running("9", "a")
                .tick();
        assertThat(Plans.buys(worlds.after(Fleets.DEADLINE.plusSeconds(6)))).isEmpty();
    }

    @Test
    void aBootIsLearnedFromTheTurnOnAndNotFromTheQueueBeforeIt() {
        Worlds worlds = worlds();
        worlds.after(SOON);
        starting(worlds, "a", "b", "c").tick();
        worlds.after(Duration.ofMinutes(1));
        up(worlds, "a");
        up(worlds, "b");
        worlds.tick();
        worlds.after(Duration.ofSeconds(70));
        up(worlds, "c");
        worlds.tick();
        assertThat(worlds.world().learned().boots(Fleets.SMALL).newest())
                .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(70));
    }

    private static void up(Worlds worlds, String name) {
        worlds.shows(name, machine -> machine.state(MachineState.UP)).agent(name);
    }

    @Test
    void ofAQueueByTheSecondNoMoreIsBoughtThanComesUpBeforeTheOthersAreDone() {
        assertThat(boughtForTwelveShortJobs(twoAtOnce())).isBetween(2, 6);
        assertThat(boughtForTwelveShortJobs(Fleets.one())).isEqualTo(12);
    }

    private static int boughtForTwelveShortJobs(Fleets fleets) {
        return Plans.buys(shortJobs(Worlds.ready(fleets, Fleets.small("0.10")), 12))
                .size();
    }

    /** Of a minute each. */
    private static World shortJobs(Worlds worlds, int count) {
        FinishedJob usual = FinishedJob.builder(
                        Worlds.job("0"), "", "", Worlds.NOON, Worlds.NOON.plus(Duration.ofMinutes(1)))
                .build();
        worlds.finished(usual, usual, usual);
        worlds.pending(
                IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new));
        return worlds.tick();
    }

    @Test
    void aQueueThatIsTooLongToPlanWholeIsPlannedForItsFirstJobs() {
        int ofFirst = Plans.buys(shortJobs(worlds(), 300)).size();
        assertThat(ofFirst).isLessThan(200);
        assertThat(Plans.buys(shortJobs(worlds(), 301))).hasSize(ofFirst);
        Worlds atOnce = Worlds.ready(Fleets.one(), Fleets.small("0.10"));
        assertThat(Plans.buys(shortJobs(atOnce, 301))).hasSize(301);
    }

    @Test
    void whereTheFirstAccountIsFullTheNextIsPlannedToo() {
        Fleets fleets = Fleets.none()
                .account("full", 2, Fleets.CLOUD)
                .account("rounds", 99, Fleets.CLOUD.toBuilder().parallelBoots(2).build())
                .pool("linux", pool -> pool, "full", "rounds");
        Worlds worlds = Worlds.ready(
                fleets,
                Fleets.offering(new OfferingId("full", "small"), "0.10", BillingTerms.PER_SECOND),
                Fleets.offering(new OfferingId("rounds", "small"), "0.20", BillingTerms.PER_SECOND));
        List<String> buys = Plans.buys(shortJobs(worlds, 14));
        assertThat(buys).startsWith("full:small", "full:small", "rounds:small");
        assertThat(buys).hasSizeLessThan(9);
    }

    @Test
    void longJobsAreWorthAMachineEachThoughItComesUpLater() {
        FinishedJob usual = FinishedJob.builder(
                        Worlds.job("0"), "", "", Worlds.NOON, Worlds.NOON.plus(Duration.ofHours(2)))
                .build();
        Worlds worlds = worlds().finished(usual, usual, usual);
        worlds.pending(IntStream.range(1, 13).mapToObj(Integer::toString).toArray(String[]::new));
        assertThat(Plans.buys(worlds.tick())).hasSize(12);
    }

    @Test
    void anotherAccountSellsWhatWouldHaveToWaitTooLong() {
        Fleets fleets = Fleets.none()
                .account("cheap", 9, Fleets.CLOUD.toBuilder().parallelBoots(2).build())
                .account("dear", 9, Fleets.CLOUD)
                .pool("linux", pool -> pool.worth(Money.dollars("20")), "cheap", "dear");
        Worlds worlds = Worlds.ready(
                fleets,
                Fleets.offering(new OfferingId("cheap", "small"), "0.10", BillingTerms.PER_SECOND),
                Fleets.offering(new OfferingId("dear", "small"), "0.50", BillingTerms.PER_SECOND));
        worlds.pending("1", "2", "3", "4").tick();
        assertThat(Plans.buys(worlds.world()))
                .containsExactly("cheap:small", "cheap:small", "dear:small", "dear:small");
    }

    @Test
    void theWorstCaseCountsWhatAMachineMayWaitForOthers() {
        Worlds worlds = worlds();
        Money first = worst(worlds.tick());
        starting(worlds, "a", "b");
        Money second = worst(worlds.tick());
        Money round = Money.dollars("0.10").forTime(BOOT_PATIENCE.plus(Fleets.DEADLINE));
        assertThat(second.minus(first)).isEqualTo(round);
    }

    @Test
    void aMachineThatIsReleasedWhileItWaitsMayComeUpAllTheSame() {
        Worlds worlds = starting(worlds(), "a", "b", "c");
        World waits = worlds.tick();
        Instant before = Bound.end(waits, worlds.seat("c", Seat.Listed.class)).orElseThrow();
        for (String name : List.of("a", "c")) {
            worlds.outcome(new Outcome.ReleaseSent(Worlds.name(name), worlds.now()));
        }
        World released = worlds.tick();
        assertThat(Bound.end(released, worlds.seat("c", Seat.Leaving.class))).contains(before);
        assertThat(worst(released)).as("others wait for it").isEqualTo(worst(waits));
    }

    private static Money worst(World world) {
        Optional<Money> worst = Bound.ofPurchase(world, Fleets.small("0.10"));
        return worst.orElseThrow();
    }
}
