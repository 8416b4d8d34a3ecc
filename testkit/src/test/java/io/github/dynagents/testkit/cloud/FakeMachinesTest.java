package io.github.dynagents.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FakeMachinesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Money PRICE = Money.dollars("0.10");

    private final VirtualTime time = new VirtualTime(START, 1);
    private final FakeCloud ec2 = FakeClouds.ec2(time).sells(small());
    private final FakeMachines main = ec2.account("main");

    @Test
    void whatIsSoldIsOfferedUnderTheAccountsName() throws Failure {
        Offering offering = main.offerings().getFirst();

        assertThat(offering.id()).hasToString("main:small");
        assertThat(offering.perHour()).isEqualTo(PRICE);
    }

    @Test
    void aNewMachineMayBeMissingFromListsForTheirLagButNoLonger() throws Failure {
        for (int i = 0; i < 20; i++) {
            main.buy(Buying.purchase(time, "m" + i));
        }
        int atOnce = main.list().machines().size();
        time.runFor(ec2.capabilities().listLag());

        assertThat(atOnce).isLessThan(20);
        assertThat(main.list().machines()).hasSize(20);
    }

    @Test
    void theSameTokenBuysTheSameMachineAndOtherArgumentsAreRefused() throws Failure {
        Purchase purchase = Buying.purchase(time, "m");
        Machine machine = main.buy(purchase);
        assertThat(main.buy(purchase).nativeId()).isEqualTo(machine.nativeId());

        time.runFor(Duration.ofSeconds(1));
        Purchase other = Buying.purchase(time, "m");
        assertThat(failure(() -> main.buy(other)).kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(ec2.births()).isEqualTo(1);
    }

    @Test
    void whoLooksFirstSendsEachNameOnceButARestartForgets() throws Failure {
        FakeCloud droplets = FakeClouds.droplets(time).sells(small());
        Purchase purchase = Buying.purchase(time, "m");
        FakeMachines account = droplets.account("main");
        account.buy(purchase);
        assertThat(failure(() -> account.buy(purchase)).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(droplets.births()).isEqualTo(1);

        droplets.account("main").buy(purchase);
        assertThat(droplets.births()).isEqualTo(2);
    }

    @Test
    void aPurchaseThatIsSentTooLateIsNotMade() {
        Purchase purchase = Buying.purchase(time, "m");
        time.runUntil(purchase.sendBefore().plusMillis(1));

        assertThat(failure(() -> main.buy(purchase)).effect()).isEqualTo(Failure.Effect.NONE);
        assertThat(ec2.births()).isZero();
    }

    @Test
    void aLostPurchaseIsSettledAsFoundAndOneThatWasNeverMadeAsAbsentWhenThatIsCertain() throws Failure {
        main.faults()
                .next(CallKind.BUY, new Fault.AnswerLost())
                .next(CallKind.BUY, new Fault.Doubtful(Failure.Kind.UNAVAILABLE));
        Purchase made = Buying.purchase(time, "made");
        Purchase never = Buying.purchase(time, "never");
        assertThat(failure(() -> main.buy(made)).effect()).isEqualTo(Failure.Effect.UNKNOWN);
        assertThat(failure(() -> main.buy(never)).effect()).isEqualTo(Failure.Effect.UNKNOWN);

        time.runFor(ec2.capabilities().listLag());
        assertThat(main.settle(made).machine()).map(Machine::name).contains(new MachineName("made"));
        Settled early = main.settle(never);
        time.runUntil(early.askAgain().orElseThrow());

        assertThat(main.settle(never).askAgain()).isEmpty();
        assertThat(main.settle(never).machine()).isEmpty();
    }

    @Test
    void stockAndQuotaEnd() throws Failure {
        ec2.offering("small").most(1);
        Machine machine = main.buy(Buying.purchase(time, "a"));
        assertThat(failure(() -> ec2.account("other").buy(Buying.purchase(time, "b")))
                        .kind())
                .isEqualTo(Failure.Kind.NO_CAPACITY);
        main.release(machine);
        time.runFor(Duration.ofMinutes(1));
        ec2.offering("small").noneUntil(time.now().plusSeconds(30));
        assertThat(failure(() -> main.buy(Buying.purchase(time, "c"))).kind()).isEqualTo(Failure.Kind.NO_CAPACITY);
        time.runFor(Duration.ofSeconds(30));
        main.buy(Buying.purchase(time, "d"));
        ec2.quota(1);
        assertThat(failure(() -> main.buy(Buying.purchase(time, "e"))).kind()).isEqualTo(Failure.Kind.QUOTA);
    }

    @Test
    void machinesOfOtherOwnersAreNeverShown() throws Failure {
        main.buy(Buying.purchase(time, "m"));
        time.runFor(Duration.ofMinutes(1));

        assertThat(ec2.account("main", "somebody").list().machines()).isEmpty();
        assertThat(ec2.account("main").list().machines()).hasSize(1);
    }

    @Test
    void aReleasedMachineIsShownStoppingUntilItIsGoneAndItsBillEnds() throws Failure {
        Machine machine = main.buy(Buying.purchase(time, "m"));
        time.runFor(Duration.ofMinutes(10));
        main.release(machine);

        assertThat(ec2.machine(machine.name())).map(Machine::state).contains(MachineState.STOPPING);
        time.runFor(Duration.ofMinutes(2));
        assertThat(main.list().machines()).isEmpty();
        Money bill = ec2.spent();
        assertThat(bill).isBetween(PRICE.forTime(Duration.ofMinutes(10)), PRICE.forTime(Duration.ofMinutes(11)));

        main.release(machine);
        time.runFor(Duration.ofDays(1));
        assertThat(ec2.spent()).isEqualTo(bill);
        assertThat(ec2.invoice().total()).isEqualTo(bill);
    }

    @Test
    void whatACloudCannotIsRefused() throws Failure {
        Machine machine = main.buy(Buying.purchase(time, "m"));
        time.runFor(Duration.ofMinutes(5));

        assertThat(failure(() -> main.stopAgent(machine)).kind()).isEqualTo(Failure.Kind.UNSUPPORTED);
        assertThat(failure(() -> main.startAgent(
                                machine, Buying.purchase(time, "m").agent()))
                        .kind())
                .isEqualTo(Failure.Kind.UNSUPPORTED);
    }

    @Test
    void marksOfMachinesThatAreNoMoreFailOneByOne() throws Failure {
        main.buy(Buying.purchase(time, "here"));
        TreeMap<MachineName, Lease> leases = new TreeMap<>();
        leases.put(new MachineName("here"), Buying.lease(time, true));
        leases.put(new MachineName("gone"), Buying.lease(time, true));

        assertThat(main.mark(leases).keySet()).containsExactly(new MachineName("gone"));
        assertThat(ec2.machine(new MachineName("here")).flatMap(Machine::lease)).contains(Buying.lease(time, true));
    }

    @Test
    void sideResourcesOfTheDeadAreTidied() throws Failure {
        main.buy(Buying.purchase(time, "a"));
        main.buy(Buying.purchase(time, "b"));
        time.runFor(Duration.ofMinutes(61));

        main.tidy(new TreeSet<>(List.of(new MachineName("b"))));

        assertThat(ec2.sideResources("main")).containsExactly(new MachineName("b"));
    }

    private static FakeOffering small() {
        return FakeOffering.of("small", PRICE).boot(Spread.always(Duration.ofSeconds(85)));
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }
}
