package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Tolerance;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two jobs come every day at the same time, and take ten minutes. */
final class AheadTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A minute before the next time, after so many days. */
    private static Worlds daily(Fleets fleets, int days) {
        return daily(fleets, days, Fleets.small("0.10"));
    }

    private static Worlds daily(Fleets fleets, int days, Offering... offerings) {
        Worlds worlds = Worlds.ready(fleets, offerings);
        Instant first = worlds.now().plus(DAY);
        for (int day = 0; day < days; day++) {
            worlds.at(first.plus(DAY.multipliedBy(day)));
            worlds.pending("1", "2").tick();
            worlds.done("1", "2").after(MINUTE.multipliedBy(10));
            worlds.after(MINUTE.multipliedBy(2));
        }
        worlds.at(first.plus(DAY.multipliedBy(days)).minusSeconds(100));
        return worlds;
    }

    private static Fleets worth(String dollars) {
        return Fleets.one().linux(pool -> pool.worth(Money.dollars(dollars)));
    }

    @Test
    void machinesAreBoughtBeforeADailyBurstThatHasBeenLearned() {
        Worlds worlds = daily(worth("20"), 8);
        assertThat(Plans.buys(worlds.world())).hasSize(2);
        assertThat(Plans.all(worlds.world(), Decision.Buy.class))
                .extracting(buy -> buy.reason().toString())
                .satisfiesExactly(
                        first -> assertThat(first).contains("work is likely to come", "machine 1"),
                        second -> assertThat(second).contains("work is likely to come", "machine 2"));
    }

    @Test
    void ofManyOfferingsTheCheapestIsBoughtAndNoneWhereNonePays() {
        Offering[] six = IntStream.range(0, 6)
                .mapToObj(i ->
                        Fleets.offering(new OfferingId("cloud", "kind-" + i), "0.1" + (5 - i), BillingTerms.PER_SECOND))
                .toArray(Offering[]::new);
        assertThat(Plans.buys(daily(worth("20"), 8, six).world())).containsExactly("cloud:kind-5", "cloud:kind-5");
        assertThat(Plans.buys(daily(worth("0.005"), 8, six).world())).isEmpty();
    }

    @Test
    void notInTheMiddleOfTheNight() {
        Worlds worlds = daily(worth("20"), 8);
        Instant due = worlds.now();
        assertThat(Plans.buys(daily(worth("20"), 7).at(due.minus(DAY.dividedBy(2)))))
                .isEmpty();
    }

    @Test
    void notBeforeItHasBeenLearned() {
        assertThat(Plans.buys(daily(worth("20"), 1).world())).isEmpty();
    }

    @Test
    void notWhereWaitingIsWorthLittle() {
        Worlds worlds = daily(worth("0.005"), 8);
        assertThat(Plans.buys(worlds.world())).isEmpty();
        assertThat(EconomicPolicy.explained().decide(worlds.world()).considered())
                .anySatisfy(considered -> {
                    assertThat(considered.what()).isEqualTo("buy cloud:small ahead of demand");
                    assertThat(considered.reason().toString()).contains("too unlikely", "machine 1");
                });
    }

    @Test
    void notWhatStandsReadyAlready() {
        Worlds worlds = daily(worth("20"), 8);
        worlds.machine("a").tick();
        assertThat(Plans.buys(worlds.world())).hasSize(1);
        worlds.machine("b").tick();
        assertThat(Plans.buys(worlds.world())).isEmpty();
    }

    @Test
    void notWhilePurchasesArePaused() {
        Worlds worlds = daily(worth("20"), 8).paused("a holiday");
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.buys(worlds.resumed().tick())).hasSize(2);
    }

    @Test
    void notBeyondTheLimitOfMachines() {
        assertThat(Plans.buys(daily(worth("20").limits(Limits.machines(1)), 8).world()))
                .hasSize(1);
    }

    @Test
    void notWhileABreakerIsOpen() {
        Fleets fleets = worth("20").tolerance(Tolerance.of(Limits.NONE).withPurchases(1));
        Worlds worlds = daily(fleets, 8);
        assertThat(Plans.buys(worlds.world())).hasSize(1);
        worlds.buySent("a").tick();
        assertThat(worlds.world().breakers().open()).hasSize(1);
        assertThat(Plans.buys(worlds.world())).isEmpty();
    }

    @Test
    void notWhileTheQueueIsUnknown() {
        Worlds worlds = daily(worth("20"), 8).queueFails(true);
        assertThat(Plans.buys(worlds.tick())).isEmpty();
        assertThat(Plans.buys(worlds.queueFails(false).tick())).hasSize(2);
    }

    @Test
    void notWhileTheAccountIsNotTrusted() {
        Worlds worlds = daily(worth("20"), 8).listFails(true);
        assertThat(Plans.buys(worlds.after(Duration.ofSeconds(30)))).isEmpty();
    }

    @Test
    void itLooksAgainWithinTenMinutes() {
        Worlds worlds = daily(worth("20"), 7);
        assertThat(Plans.of(worlds.at(worlds.now().minus(DAY.dividedBy(2)))).wakeAt())
                .isBeforeOrEqualTo(worlds.now().plus(Duration.ofMinutes(10)));
    }

    @Test
    void aFloorIsBoughtABootBeforeItBeginsAndKeptUntilItEnds() {
        Fleets fleets = Fleets.one().linux(pool -> pool.floor(List.of(Floor.parse("2 Mon-Sun 13:00-14:00 UTC"))));
        Worlds worlds = Worlds.ready(fleets, Fleets.small("0.10"));
        Instant begin = Instant.parse("2026-03-02T13:00:00Z");
        assertThat(Plans.buys(worlds.at(begin.minusSeconds(120)))).isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isBeforeOrEqualTo(begin.minusSeconds(90));
        assertThat(Plans.buys(worlds.at(begin.minusSeconds(90)))).hasSize(2);
        worlds.machine("a").machine("b").agent("a").agent("b").tick();
        assertThat(Plans.drains(worlds.at(begin.minusSeconds(10)))).isEmpty();
        assertThat(Plans.drains(worlds.at(begin.plusSeconds(3000)))).isEmpty();
        assertThat(Plans.buys(worlds.world())).isEmpty();
        assertThat(Plans.drains(worlds.at(begin.plusSeconds(3601)))).hasSize(2);
    }
}
