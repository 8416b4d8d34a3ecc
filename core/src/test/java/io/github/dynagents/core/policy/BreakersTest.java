package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Tolerance;
import io.github.dynagents.core.world.World;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What looks wrong stops purchases, and says what to do. */
final class BreakersTest {
    private static final Reason WHIM = Reason.of("a whim");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void nothingIsOpenWhileAllIsWell() {
        Worlds worlds = usual().pending("1").machine("a").running("2", "a");
        assertThat(worlds.tick().breakers().open()).isEmpty();
    }

    @Test
    void aPausedFleetBuysNothingUntilItIsResumed() {
        Worlds worlds = usual().pending("1").paused("a look at the bill");
        World paused = worlds.tick();
        assertThat(Plans.buys(paused)).isEmpty();
        assertThat(Plans.told(paused, "breaker/PAUSED"))
                .singleElement()
                .asString()
                .contains("a look at the bill", "resume");
        assertThat(Plans.buys(worlds.resumed().after(MINUTE))).hasSize(1);
    }

    @Test
    void whatIsOpenIsToldOnceAndNotAsStarvationToo() {
        World world = usual().pending("1").paused("a look").tick();
        assertThat(Plans.told(world, "")).hasSize(1);
        assertThat(Plans.all(world, Decision.Tell.class)).allMatch(Decision.Tell::urgent);
    }

    @Test
    void aMachineKeepsItsLeaseOnlyWhileItHasWork() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.hourly("0.10"));
        worlds.leased("busy").leased("idle").running("1", "busy").agent("idle").tick();
        worlds.after(Duration.ofMinutes(6));
        assertThat(Plans.renewals(worlds.world())).containsExactly("busy", "idle");
        assertThat(Plans.renewals(worlds.paused("a look").tick())).containsExactly("busy");
    }

    @Test
    void aWrongPolicyIsHeldToItByTheGuard() {
        Worlds worlds =
                usual().leased("busy").leased("idle").running("1", "busy").agent("idle");
        worlds.tick();
        World world = worlds.paused("a look").after(MINUTE);
        Lease lease = new Lease(worlds.now().plusSeconds(900), Duration.ofMinutes(15), false);
        List<Decision> wrong = List.of(
                new Decision.Buy("linux", Fleets.SMALL, Money.ZERO, WHIM),
                new Decision.Renew(Worlds.name("busy"), lease, Money.ZERO, WHIM),
                new Decision.Renew(Worlds.name("idle"), lease, Money.ZERO, WHIM),
                new Decision.Undrain(Worlds.name("idle"), lease, WHIM));
        Cut cut = new LimitGuard().allow(world, new Plan(wrong, worlds.now()));
        assertThat(cut.kept()).containsExactly(wrong.get(1));
        assertThat(cut.refused()).allMatch(refused -> refused.why().contains("a look"));
    }

    @Test
    void tooManyPurchasesWithinAnHourStopPurchasesUntilTheHourIsOver() {
        Worlds worlds =
                Worlds.ready(Fleets.one().tolerance(Tolerance.of(Limits.NONE).withPurchases(3)), Fleets.small("0.10"));
        worlds.pending("1", "2", "3", "4");
        for (String name : List.of("a", "b", "c")) {
            assertThat(worlds.tick().breakers().open()).isEmpty();
            worlds.buySent(name).after(MINUTE);
        }
        World full = worlds.world();
        assertThat(full.breakers().open())
                .singleElement()
                .satisfies(breaker ->
                        assertThat(breaker.until()).contains(worlds.now().plus(Duration.ofMinutes(57))));
        assertThat(Plans.buys(full)).isEmpty();
        assertThat(worlds.after(Duration.ofMinutes(57)).breakers().open()).isEmpty();
    }

    @Test
    void aRefusedPurchaseDoesNotCount() {
        Worlds worlds =
                Worlds.ready(Fleets.one().tolerance(Tolerance.of(Limits.NONE).withPurchases(1)), Fleets.small("0.10"));
        worlds.buySent("a").tick();
        assertThat(worlds.world().breakers().open()).hasSize(1);
        worlds.notBought("a", Failure.of(Failure.Kind.NO_CAPACITY, "sold out")).after(MINUTE);
        assertThat(worlds.world().breakers().open()).isEmpty();
    }

    @Test
    void machinesOfAnEarlierStartCountAsBoughtWhenTheyWereBorn() {
        Worlds worlds = Worlds.of(
                        Fleets.one().tolerance(Tolerance.of(Limits.NONE).withPurchases(1)))
                .machine("a");
        assertThat(worlds.tick().breakers().open()).hasSize(1);
    }

    @Test
    void machinesThatNobodyBoughtStopPurchasesAtTheirAccount() {
        Worlds worlds = usual().pending("1");
        worlds.machine("x1").machine("x2").after(MINUTE);
        assertThat(worlds.world().breakers().open()).isEmpty();
        World world = worlds.machine("x3").after(MINUTE);
        assertThat(kinds(world)).containsExactly(Breaker.Kind.CONTRADICTION);
        assertThat(Plans.told(world, "breaker/"))
                .singleElement()
                .asString()
                .contains("account cloud", "3 machines", "owner");
        assertThat(worlds.after(Duration.ofHours(1)).breakers().open()).isEmpty();
    }

    @Test
    void machinesThatAListLeftOutForAWhileAreExpectedBack() {
        Worlds worlds = Worlds.of(Fleets.one().tolerance()).sells(Fleets.small("0.10"));
        worlds.machine("a").machine("b").machine("c").tick();
        worlds.after(Duration.ofHours(2));
        worlds.hides("a", "b", "c").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.world().seats()).isEmpty();
        for (String name : List.of("a", "b", "c")) {
            worlds.outcome(new Outcome.Revoked(Worlds.name(name), worlds.now()));
        }
        worlds.after(MINUTE);
        worlds.machine("a").machine("b").machine("c").after(MINUTE);
        worlds.after(MINUTE);
        assertThat(worlds.world().seats()).hasSize(3);
        assertThat(kinds(worlds.world())).isEmpty();
    }

    @Test
    void whatAStartFindsWasBoughtByAnEarlierOne() {
        Worlds worlds = Worlds.of(Fleets.one().tolerance()).sells(Fleets.small("0.10"));
        worlds.machine("a").machine("b").tick();
        worlds.machine("c").machine("d").machine("e").after(Duration.ofSeconds(20));
        assertThat(worlds.world().breakers().open()).isEmpty();
    }

    @Test
    void whatWasBoughtIsExpected() {
        Worlds worlds = usual();
        for (String name : List.of("a", "b", "c", "d")) {
            worlds.buySent(name).tick();
            worlds.outcome(new Outcome.Absent(Worlds.name("z"), worlds.now()))
                    .machine(name)
                    .after(MINUTE);
        }
        assertThat(kinds(worlds.world())).doesNotContain(Breaker.Kind.CONTRADICTION);
    }

    @Test
    void aPoolWhoseMachinesNeverGetToWorkIsTriedAgainLaterAndLater() {
        Worlds worlds = usual().pending("1");
        blame(worlds, 5);
        assertThat(kinds(worlds.world())).containsExactly(Breaker.Kind.BROKEN_BOOTS);
        assertThat(worlds.after(Duration.ofMinutes(31)).breakers().open()).isEmpty();
        blame(worlds, 1);
        assertThat(worlds.after(Duration.ofMinutes(31)).breakers().open()).hasSize(1);
        assertThat(worlds.after(Duration.ofMinutes(31)).breakers().open()).isEmpty();
    }

    @Test
    void oneMachineAtWorkEndsTheCount() {
        Worlds worlds = usual().pending("1", "2");
        blame(worlds, 4);
        worlds.machine("good").running("1", "good").after(MINUTE);
        blame(worlds, 4);
        assertThat(worlds.world().breakers().open()).isEmpty();
    }

    @Test
    void aMachineThatConnectsAndIsGivenNoJobEndsNoCount() {
        Worlds worlds = usual();
        blame(worlds, 4);
        worlds.machine("idle").agent("idle").after(MINUTE);
        blame(worlds, 1);
        assertThat(kinds(worlds.world())).containsExactly(Breaker.Kind.BROKEN_BOOTS);
    }

    @Test
    void whatFailsAtOnceOfOneOfferingCountsAsOneAndAnotherAccountMaySell() {
        Fleets fleets = Fleets.none()
                .account("cloud", 9, Fleets.CLOUD)
                .account("dear", 9, Fleets.CLOUD)
                .pool("linux", pool -> pool, "cloud", "dear")
                .tolerance();
        Worlds worlds = Worlds.ready(
                fleets,
                Fleets.small("0.10"),
                Fleets.offering(new OfferingId("dear", "small"), "0.50", BillingTerms.PER_SECOND));
        List<String> names = List.of("a", "b", "c", "d", "e");
        worlds.pending("1", "2", "3", "4", "5");
        names.forEach(worlds::buySent);
        worlds.after(MINUTE);
        names.forEach(name -> worlds.machine(name, machine -> machine.state(MachineState.STARTING)));
        worlds.after(MINUTE);
        names.forEach(name -> worlds.shows(name, machine -> machine.state(MachineState.REMNANT)));
        List<Decision.Drain> drains = Plans.all(worlds.after(MINUTE), Decision.Drain.class);
        assertThat(drains).hasSize(5).allMatch(drain -> drain.blamed().isPresent());
        drains.forEach(drain -> worlds.outcome(new Outcome.DrainSent(drain.name(), drain.blamed(), worlds.now())));
        worlds.after(Duration.ofSeconds(1));
        assertThat(kinds(worlds.world())).isEmpty();
        assertThat(Plans.buys(worlds.world())).hasSize(5).containsOnly("dear:small");
    }

    /** So many machines are found broken. */
    private static void blame(Worlds worlds, int count) {
        for (int i = 0; i < count; i++) {
            String name = "broken-" + worlds.now().getEpochSecond() + "-" + i;
            worlds.buySent(name).after(Duration.ofSeconds(1));
            worlds.machine(name).after(Duration.ofSeconds(10));
            worlds.outcome(new Outcome.DrainSent(Worlds.name(name), Optional.of("it did not come up"), worlds.now()));
            worlds.hides(name).after(MINUTE);
            worlds.after(MINUTE);
        }
    }

    @Test
    void spendingThatWorkDoesNotExplainStopsPurchases() {
        Worlds worlds = usual().pending("1").tickAnd();
        for (int i = 0; i < 6; i++) {
            worlds.buySent("m" + i).after(Duration.ofSeconds(1));
        }
        assertThat(worlds.world().breakers().open()).isEmpty();
        World world = worlds.buySent("m6").after(Duration.ofSeconds(1));
        assertThat(kinds(world)).containsExactly(Breaker.Kind.SPENDING);
        assertThat(Plans.told(world, "breaker/"))
                .singleElement()
                .asString()
                .contains("7 machines", "$0.70 an hour", "needed 1");
    }

    @Test
    void oneDearMachineDoesNotExplainManyCheapOnes() {
        OfferingId big = new OfferingId("cloud", "big");
        Worlds worlds = Worlds.ready(
                Fleets.one().tolerance(), Fleets.small("0.10"), Fleets.offering(big, "10", BillingTerms.PER_SECOND));
        worlds.pending("1").tick();
        worlds.outcome(new Outcome.BuySent(
                worlds.purchase("big", big), new Price(Money.dollars("10"), BillingTerms.PER_SECOND), worlds.now()));
        for (int i = 0; i < 20; i++) {
            worlds.buySent("m" + i);
        }
        assertThat(kinds(worlds.after(Duration.ofSeconds(1)))).isEmpty();
        for (int i = 20; i < 210; i++) {
            worlds.buySent("m" + i);
        }
        assertThat(kinds(worlds.after(Duration.ofSeconds(1)))).containsExactly(Breaker.Kind.SPENDING);
    }

    @Test
    void whatWorkHasNeededWithinALifeExplainsIt() {
        Worlds worlds = usual().pending("1", "2", "3").tickAnd();
        worlds.done("1", "2", "3").after(Duration.ofHours(11));
        for (int i = 0; i < 7; i++) {
            worlds.buySent("m" + i).after(Duration.ofSeconds(1));
        }
        assertThat(worlds.world().breakers().open()).isEmpty();
    }

    @Test
    void aCloudWhoseClockIsFarOffIsNotBoughtAt() {
        Worlds worlds = usual().pending("1");
        assertThat(worlds.skew(Duration.ofMinutes(5)).after(MINUTE).breakers().open())
                .isEmpty();
        World behind = worlds.skew(Duration.ofMinutes(-6)).after(MINUTE);
        assertThat(Plans.buys(behind)).isEmpty();
        assertThat(Plans.told(behind, "breaker/CLOCK"))
                .singleElement()
                .asString()
                .contains("account cloud", "360s behind ours", "NTP");
        assertThat(worlds.skew(Duration.ZERO).after(MINUTE).breakers().open()).isEmpty();
    }

    @Test
    void aServerWhoseClockIsFarOffIsNotBoughtFor() {
        Worlds worlds = usual().pending("1").serverAhead(Duration.ofMinutes(6));
        assertThat(Plans.told(worlds.tick(), "breaker/CLOCK"))
                .singleElement()
                .asString()
                .contains("CI server ci", "ahead of ours");
        assertThat(Plans.buys(worlds.world())).isEmpty();
    }

    @Test
    void anAnswerThatIsOldAlthoughNothingFailsIsNotBoughtUpon() {
        Worlds worlds = usual().pending("1").tickAnd();
        worlds.queueHeld(true).after(Duration.ofMinutes(11));
        assertThat(kinds(worlds.world())).containsExactly(Breaker.Kind.OLD_NEWS);
        assertThat(Plans.buys(worlds.world())).isEmpty();
        assertThat(worlds.queueHeld(false).after(MINUTE).breakers().open()).isEmpty();
    }

    private static Worlds usual() {
        return Worlds.ready(Fleets.one().tolerance(), Fleets.small("0.10"));
    }

    private static List<Breaker.Kind> kinds(World world) {
        return world.breakers().open().stream().map(Breaker::kind).toList();
    }
}
