package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GrowthTest {
    private static final String SMALL = "cloud:small";
    private static final OfferingId BIG = new OfferingId("cloud", "big");
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aWaitingJobBuysAMachine() {
        Worlds worlds = Worlds.ready().pending("1");
        assertThat(Plans.buys(worlds.tick())).containsExactly(SMALL);
        Decision.Buy buy = Plans.all(worlds.world(), Decision.Buy.class).get(0);
        assertThat(buy.reason().toString()).contains("waiting 1").contains("$0.10");
        assertThat(buy.atMost()).isGreaterThan(Money.dollars("0.10"));
    }

    @Test
    void anEmptyQueueBuysNothing() {
        assertThat(Plans.buys(Worlds.ready().tick())).isEmpty();
    }

    @Test
    void byTheSecondWhatIsShortIsBoughtAtOnce() {
        assertThat(Plans.buys(Worlds.ready().pending("1", "2", "3", "4", "5").tick()))
                .hasSize(5);
        Fleets pairs = Fleets.one().linux(pool -> pool.slots(2));
        assertThat(Plans.buys(Worlds.ready(pairs, Fleets.small("0.10"))
                        .pending("1", "2", "3", "4", "5")
                        .tick()))
                .hasSize(3);
    }

    @Test
    void anOrderCountsAsAMachineUntilItIsSettled() {
        Worlds worlds = Worlds.ready().pending("1").buySent("a");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        worlds.notBought("a", Failure.unknownEffect(Failure.Kind.BROKEN, "no answer"));
        assertThat(Plans.buys(worlds.after(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void jobsDoNotWaitForEverForAnOrderThatIsNeverSettled() {
        Worlds worlds = Worlds.ready().pending("1").buySent("a");
        worlds.notBought("a", Failure.unknownEffect(Failure.Kind.BROKEN, "no answer"));
        assertThat(Plans.buys(worlds.after(Duration.ofHours(7)))).hasSize(1);
    }

    @Test
    void aBootingMachineAndAnIdleOneCountToo() {
        Worlds worlds = Worlds.ready().machine("a").machine("b").agent("b").pending("1", "2");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.buys(worlds.pending("3").after(SOON))).hasSize(1);
    }

    @Test
    void aBusyMachineTakesNoFurtherJob() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a").pending("2");
        assertThat(Plans.buys(worlds.tick())).hasSize(1);
    }

    @Test
    void aHeldJobBuysNothing() {
        assertThat(Plans.buys(Worlds.ready().job("1", JobState.HELD, job -> job).tick()))
                .isEmpty();
    }

    @Test
    void aJobThatNoPoolServesBuysNothing() {
        Worlds worlds = Worlds.ready().job("1", JobState.PENDING, job -> job.servedBy(List.of("mac")));
        assertThat(Plans.buys(worlds.tick())).isEmpty();
    }

    @Test
    void eachPoolBuysForItself() {
        Fleets two = Fleets.one().pool("second", pool -> pool, "cloud");
        Worlds worlds = Worlds.ready(two, Fleets.small("0.10"))
                .pending("1")
                .job("2", JobState.PENDING, job -> job.servedBy(List.of("second")));
        assertThat(Plans.all(worlds.tick(), Decision.Buy.class))
                .extracting(Decision.Buy::pool)
                .containsExactly("linux", "second");
    }

    @Test
    void byTheHourAJobWaitsForASlotThatIsFreeSoon() {
        Worlds worlds = hourly("2").machine("a").running("1", "a").tickAnd().pending("2");
        assertThat(Plans.buys(worlds.after(Duration.ofMinutes(4)))).isEmpty();
    }

    @Test
    void byTheHourAJobThatIsWorthEnoughDoesNotWait() {
        Worlds worlds = hourly("200").machine("a").running("1", "a").tickAnd().pending("2");
        assertThat(Plans.buys(worlds.after(Duration.ofMinutes(1)))).hasSize(1);
    }

    @Test
    void byTheHourAJobThatNothingServesIsWorthAMachine() {
        assertThat(Plans.buys(hourly("0.01").pending("1").tick())).hasSize(1);
    }

    @Test
    void byTheHourManyShortJobsShareMachines() {
        Worlds worlds = hourly("2");
        worlds.after(Duration.ofHours(5)); // what comes just after the start may come all the time
        String[] ids = java.util.stream.IntStream.range(0, 12)
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        assertThat(Plans.buys(worlds.pending(ids).tick()).size()).isBetween(1, 11);
    }

    /** Jobs take five minutes, machines are paid by the hour. */
    private static Worlds hourly(String worth) {
        FinishedJob usual = FinishedJob.builder(
                        Worlds.job("0"), "", "", Worlds.NOON, Worlds.NOON.plus(Duration.ofMinutes(5)))
                .build();
        return Worlds.ready(Fleets.one().linux(pool -> pool.worth(Money.dollars(worth))), Fleets.hourly("0.40"))
                .finished(usual, usual, usual);
    }

    @Test
    void theLimitOfMachinesHolds() {
        Worlds worlds = Worlds.ready(Fleets.one().limits(Limits.machines(2)), Fleets.small("0.10"));
        assertThat(Plans.buys(worlds.pending("1", "2", "3").tick())).hasSize(2);
        worlds.buySent("a").buySent("b");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.told(worlds.world(), "starving/linux"))
                .singleElement()
                .asString()
                .contains("limit of 2 machines");
    }

    @Test
    void theLimitOfAPoolHolds() {
        Fleets fleets = Fleets.one().linux(pool -> pool.machines(1));
        assertThat(Plans.buys(Worlds.ready(fleets, Fleets.small("0.10"))
                        .pending("1", "2")
                        .tick()))
                .hasSize(1);
    }

    @Test
    void theLimitOfMoneyAnHourHolds() {
        Fleets fleets = Fleets.one().limits(new Limits(100, Optional.of(Money.dollars("0.25")), Optional.empty()));
        assertThat(Plans.buys(Worlds.ready(fleets, Fleets.small("0.10"))
                        .pending("1", "2", "3")
                        .tick()))
                .hasSize(2);
    }

    /** A simulation found a policy that did not know this limit: the guard cut it, and jobs starved. */
    @Test
    void theLimitOfTheWorstCaseHoldsAndIsLookedAtAgainSoon() {
        Money one =
                Bound.ofPurchase(Worlds.ready().world(), Fleets.small("0.10")).orElseThrow();
        Fleets fleets = Fleets.one().limits(new Limits(100, Optional.empty(), Optional.of(one.times(2))));
        World world = Worlds.ready(fleets, Fleets.small("0.10"))
                .pending("1", "2", "3")
                .tick();
        assertThat(Plans.buys(world)).hasSize(2);
        assertThat(new LimitGuard().allow(world, Plans.of(world)).refused()).isEmpty();
        assertThat(Plans.of(world).wakeAt()).isBeforeOrEqualTo(world.now().plusSeconds(60));
    }

    @Test
    void theCheapAccountIsBoughtAtUntilItsLimitAndThenTheDear() {
        Fleets fleets = Fleets.none()
                .account("cheap", 1, Fleets.CLOUD)
                .account("dear", 9, Fleets.CLOUD)
                .pool("linux", pool -> pool, "cheap", "dear");
        Worlds worlds = Worlds.ready(fleets, at("cheap", "0.01"), at("dear", "0.50"));
        assertThat(Plans.buys(worlds.pending("1", "2", "3").tick()))
                .containsExactly("cheap:small", "dear:small", "dear:small");
    }

    private static Offering at(String account, String price) {
        return Fleets.offering(new OfferingId(account, "small"), price, BillingTerms.PER_SECOND);
    }

    @Test
    void aWithheldOfferingFallsBackToTheNextBest() {
        Worlds worlds =
                Worlds.ready(Fleets.one(), Fleets.small("0.10"), Fleets.offering(BIG, "0.90", BillingTerms.PER_SECOND));
        worlds.pending("1").buySent("a").tick();
        worlds.notBought("a", Failure.of(Failure.Kind.NO_CAPACITY, "sold out"));
        assertThat(Plans.buys(worlds.tick())).containsExactly("cloud:big");
        assertThat(Plans.told(worlds.world(), "withheld/cloud:small"))
                .singleElement()
                .asString()
                .contains("sold out");
        assertThat(Plans.buys(worlds.after(Duration.ofMinutes(1)))).containsExactly(SMALL);
    }

    @Test
    void aFasterMachineIsBoughtWhereItsWorkIsCheaper() {
        assertThat(Plans.buys(Worlds.ready(worth("2"), Fleets.small("0.10"), twiceAsFast("0.30"))
                        .pending("1")
                        .tick()))
                .containsExactly(SMALL);
        assertThat(Plans.buys(Worlds.ready(worth("2"), Fleets.small("0.10"), twiceAsFast("0.11"))
                        .pending("1")
                        .tick()))
                .containsExactly("cloud:big");
    }

    private static Offering twiceAsFast(String perHour) {
        return Fleets.offering(BIG, perHour, BillingTerms.PER_SECOND).toBuilder()
                .speed(2)
                .build();
    }

    private static Fleets worth(String worth) {
        return Fleets.one().linux(pool -> pool.worth(Money.dollars(worth)));
    }

    @Test
    void aQueueThatNothingCanServeIsTold() {
        Worlds worlds = Worlds.ready(Fleets.one()).pending("1");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.told(worlds.world(), "starving/linux"))
                .singleElement()
                .asString()
                .contains("nothing is sold for linux/amd64");
    }

    @Test
    void aStartBuysNothingUntilItsListsAreSure() {
        Worlds worlds = Worlds.of(Fleets.one()).sells(Fleets.small("0.10")).pending("1");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.told(worlds.world(), "unlisted/cloud")).hasSize(1);
        assertThat(Plans.buys(worlds.after(Duration.ofSeconds(34)))).isEmpty();
        assertThat(Plans.buys(worlds.after(Duration.ofSeconds(1)))).hasSize(1);
    }

    @Test
    void whileAnAccountCannotBeListedNothingIsBoughtThere() {
        Worlds worlds = Worlds.ready().pending("1").listFails(true);
        assertThat(Plans.buys(worlds.after(SOON))).isEmpty();
    }
}
