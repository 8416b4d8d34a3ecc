package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Tolerance;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the limits even against a policy that does not know them. */
final class LimitGuardTest {
    private static final Reason WHIM = Reason.of("a whim");

    @Test
    void purchasesBeyondALimitAreRefusedOneByOne() {
        Worlds worlds = Worlds.ready(Fleets.one().limits(Limits.machines(2)), Fleets.small("0.10"))
                .machine("a")
                .tickAnd();
        Cut cut = allow(worlds, buy(Fleets.SMALL, "0.10"), buy(Fleets.SMALL, "0.10"));
        assertThat(cut.kept()).hasSize(1);
        assertThat(cut.refused())
                .singleElement()
                .extracting(Cut.Refused::why)
                .asString()
                .contains("limit of 2 machines");
    }

    @Test
    void purchasesOfOnePlanCountForThoseOfTheHour() {
        Tolerance two = Tolerance.of(Limits.NONE).withPurchases(2);
        Worlds worlds = Worlds.ready(Fleets.one().tolerance(two), Fleets.small("0.10"));
        Cut cut = allow(worlds, buy(Fleets.SMALL, "0"), buy(Fleets.SMALL, "0"), buy(Fleets.SMALL, "0"));
        assertThat(cut.refused())
                .singleElement()
                .extracting(Cut.Refused::why)
                .asString()
                .contains("2 purchases within an hour");
    }

    @Test
    void theWorstCaseIsReservedWhateverTheDecisionSaysOfIt() {
        Money one = Bound.ofPurchase(limited("9").world(), Fleets.small("0.10")).orElseThrow();
        Worlds worlds = limited(one.times(2).plus(new Money(1)));
        Cut cut = allow(worlds, buy(Fleets.SMALL, "0"), buy(Fleets.SMALL, "0"), buy(Fleets.SMALL, "0"));
        assertThat(cut.kept()).hasSize(2);
        assertThat(cut.refused())
                .singleElement()
                .extracting(Cut.Refused::why)
                .isEqualTo("the worst case would be " + one.times(3) + ", over its limit of "
                        + one.times(2).plus(new Money(1)));
    }

    @Test
    void whatExistsAlreadyCountsForTheWorstCase() {
        Worlds worlds = limited("0.25").buySent("a").tickAnd();
        Money before = Bound.of(worlds.world()).most();
        assertThat(before).isGreaterThan(Money.dollars("0.05"));
        assertThat(allow(worlds, buy(Fleets.SMALL, "0.20")).kept()).isEmpty();
    }

    @Test
    void aRenewalIsAPurchaseOfTime() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.small("0.10"))
                .leased("a")
                .running("1", "a")
                .tickAnd();
        worlds.after(Duration.ofMinutes(4));
        Money then = Bound.ofRenewal(worlds.world(), worlds.seat("a", Seat.Listed.class))
                .orElseThrow();
        assertThat(then).isGreaterThan(Bound.of(worlds.world()).most());
        Lease lease = new Lease(worlds.now().plusSeconds(900), Duration.ofMinutes(15), false);
        Decision.Renew renew = new Decision.Renew(Worlds.name("a"), lease, Money.ZERO, WHIM);
        assertThat(allow(renewable(then.minus(new Money(1))), renew).refused()).hasSize(1);
        assertThat(allow(renewable(then), renew).refused()).isEmpty();
    }

    private static Worlds renewable(Money limit) {
        Limits limits = new Limits(9, Optional.empty(), Optional.of(limit));
        Worlds worlds = Worlds.ready(Fleets.one().limits(limits), Fleets.small("0.10"))
                .leased("a")
                .running("1", "a")
                .tickAnd();
        worlds.after(Duration.ofMinutes(4));
        return worlds;
    }

    @Test
    void noMarkIsSetForLongerThanTheConfiguredLease() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a").tickAnd();
        Lease century = new Lease(worlds.now(), Duration.ofDays(36_500), true);
        Cut cut = allow(
                worlds,
                new Decision.Renew(Worlds.name("a"), century, Money.ZERO, WHIM),
                new Decision.Drain(Worlds.name("a"), century, Optional.empty(), WHIM),
                new Decision.Undrain(Worlds.name("a"), century, WHIM));
        assertThat(cut.refused())
                .hasSize(3)
                .allSatisfy(refused -> assertThat(refused.why()).contains("longer than the configured"));
    }

    @Test
    void whatSavesMoneyIsNeverRefused() {
        Worlds worlds = limited("0.000001").machine("a").tickAnd();
        Lease lease = new Lease(Instant.EPOCH, Duration.ofMinutes(15), true);
        Cut cut = allow(
                worlds,
                new Decision.Drain(Worlds.name("a"), lease, Optional.empty(), WHIM),
                new Decision.Cordon(Worlds.name("a"), Optional.empty(), WHIM),
                new Decision.Release(Worlds.name("a"), WHIM));
        assertThat(cut.refused()).isEmpty();
        assertThat(cut.kept()).hasSize(3);
    }

    @Test
    void whatIsNotSoldOrNotTrustedIsNotBought() {
        assertThat(allow(Worlds.ready(), buy(new OfferingId("cloud", "big"), "1"))
                        .refused())
                .hasSize(1);
        Worlds fresh = Worlds.of(Fleets.one()).sells(Fleets.small("0.10")).tickAnd();
        assertThat(allow(fresh, buy(Fleets.SMALL, "1")).refused())
                .singleElement()
                .extracting(Cut.Refused::why)
                .asString()
                .contains("waiting");
    }

    private static Worlds limited(String worstCase) {
        return limited(Money.dollars(worstCase));
    }

    private static Worlds limited(Money worstCase) {
        Limits limits = new Limits(99, Optional.empty(), Optional.of(worstCase));
        return Worlds.ready(Fleets.one().limits(limits), Fleets.small("0.10"));
    }

    private static Decision.Buy buy(OfferingId offering, String atMost) {
        return new Decision.Buy("linux", offering, Money.dollars(atMost), WHIM);
    }

    private static Cut allow(Worlds worlds, Decision... decisions) {
        return new LimitGuard()
                .allow(worlds.world(), new Plan(List.of(decisions), worlds.now().plusSeconds(1)));
    }
}
