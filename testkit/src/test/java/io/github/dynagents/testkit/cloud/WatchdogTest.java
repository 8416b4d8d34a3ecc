package io.github.dynagents.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final MachineName NAME = new MachineName("m");
    private static final Duration BOOT = Duration.ofSeconds(90);

    private final VirtualTime time = new VirtualTime(START, 1);
    private final FakeCiServer ci = FakeCiServer.drone(time, "ci").serves(AgentProfile.of("linux", 1));

    @Test
    void aMachineWhoseMarkNeverMovesEndsAndItsBillWithIt() throws Failure {
        FakeCloud cloud = buy(FakeClouds.ec2(time));

        time.runUntil(START.plus(BOOT).plus(Buying.TTL).plusSeconds(61));

        assertThat(cloud.alive()).isZero();
        Duration lived = cloud.invoice().machineTime();
        assertThat(lived).isBetween(BOOT.plus(Buying.TTL), BOOT.plus(Buying.TTL).plusSeconds(61));
    }

    @Test
    void aMachineWhoseMarkMovesLivesOn() throws Failure {
        FakeCloud cloud = buy(FakeClouds.ec2(time));
        for (int renewal = 0; renewal < 12; renewal++) {
            time.runFor(Duration.ofMinutes(10));
            mark(cloud, Buying.lease(time, false));
        }
        assertThat(cloud.machine(NAME)).map(Machine::state).contains(MachineState.UP);

        time.runFor(Buying.TTL.plusMinutes(2));
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aMarkThatIsWrittenAgainWithTheSameValueIsNoSignOfLife() throws Failure {
        FakeCloud cloud = FakeClouds.ec2(time).sells(small()).reaches(ci);
        Purchase purchase = Buying.purchase(time, "m", ci);
        cloud.account("main").buy(purchase);
        for (int renewal = 0; renewal < 3; renewal++) {
            time.runFor(Duration.ofMinutes(6));
            mark(cloud, purchase.lease());
        }
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void noRenewalOutlivesTheMachinesLife() throws Failure {
        FakeCloud cloud = buy(FakeClouds.ec2(time));
        while (time.now().isBefore(START.plus(Buying.LIFE).plusSeconds(61))) {
            time.runFor(Duration.ofMinutes(5));
            mark(cloud, Buying.lease(time, false));
        }
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aRunningJobIsFinishedWithinTheGraceAndCutOffAfterIt() throws Failure {
        ci.submit(Work.of("r", "p", Duration.ofMinutes(40)));
        FakeCloud cloud = buy(FakeClouds.ec2(time));
        time.runFor(Duration.ofMinutes(45));
        assertThat(ci.statistics().completed()).isEqualTo(1);
        assertThat(cloud.alive()).isZero();

        ci.submit(Work.of("r", "p", Duration.ofHours(5)));
        cloud.account("main").buy(Buying.purchase(time, "n", ci));
        time.runFor(BOOT.plus(Buying.TTL).plus(Buying.GRACE).plusSeconds(61));
        assertThat(ci.statistics().lost()).isEqualTo(1);
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aDrainMarkStopsTheAgentAndCanBeTakenBack() throws Failure {
        FakeCloud cloud = buy(FakeClouds.processes(time));
        time.runFor(Duration.ofMinutes(3));
        assertThat(cloud.machine(NAME)).map(Machine::agent).contains(AgentState.RUNNING);

        mark(cloud, Buying.lease(time, true));
        time.runFor(Duration.ofSeconds(2));
        assertThat(cloud.machine(NAME)).map(Machine::agent).contains(AgentState.STOPPED);
        assertThat(cloud.machine(NAME)).map(Machine::state).contains(MachineState.UP);
        assertThat(ci.connected()).isEmpty();

        mark(cloud, Buying.lease(time, false));
        time.runFor(Duration.ofSeconds(2));
        assertThat(ci.connected()).containsExactly("m");
    }

    @Test
    void aDrainThatLastsLongerThanTheGraceKillsTheAgentButNotTheMachine() throws Failure {
        ci.submit(Work.of("r", "p", Duration.ofHours(9)));
        FakeCloud cloud = buy(FakeClouds.processes(time));
        time.runFor(Duration.ofMinutes(3));
        for (int renewal = 0; renewal < 7; renewal++) {
            mark(cloud, Buying.lease(time, true));
            time.runFor(Duration.ofMinutes(10));
        }
        assertThat(ci.statistics().lost()).isEqualTo(1);
        assertThat(cloud.machine(NAME)).map(Machine::agent).contains(AgentState.STOPPED);
        assertThat(cloud.machine(NAME)).map(Machine::state).contains(MachineState.UP);
    }

    @Test
    void aMachineThatOnlyKnowsItsBirthCannotBeMarkedAndEndsWithItsFirstLease() throws Failure {
        FakeCloud cloud = buy(FakeClouds.droplets(time));
        time.runFor(Duration.ofMinutes(10));
        assertThatThrownBy(() -> mark(cloud, Buying.lease(time, false))).hasMessageContaining("not offered");

        time.runFor(Buying.TTL);

        assertThat(ci.connected()).isEmpty();
    }

    @Test
    void aDropletThatIsOffIsBilledUntilItIsReleased() throws Failure {
        FakeCloud cloud = buy(FakeClouds.droplets(time));
        time.runFor(Duration.ofDays(3));
        Machine off = cloud.machine(NAME).orElseThrow();
        assertThat(off.state()).isEqualTo(MachineState.REMNANT);
        assertThat(cloud.spent()).isEqualTo(Money.dollars("0.10").times(72));

        cloud.account("main").release(off);
        time.runFor(Duration.ofMinutes(1));
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aMachineWhoseScriptNeverRanLivesUntilItIsReleased() throws Failure {
        FakeOffering broken = small().broken(1, Birth.SCRIPT_NEVER_RUNS);
        FakeCloud cloud = FakeClouds.ec2(time).sells(broken).reaches(ci);
        Machine machine = cloud.account("main").buy(Buying.purchase(time, "m", ci));
        time.runFor(Duration.ofDays(3));
        assertThat(cloud.machine(NAME)).map(Machine::state).contains(MachineState.UP);

        cloud.account("main").release(machine);
        time.runFor(Duration.ofMinutes(2));
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void anAgentThatNeverConnectsDoesNotKeepItsMachineAlive() throws Failure {
        FakeOffering broken = small().broken(1, Birth.AGENT_NEVER_CONNECTS);
        FakeCloud cloud = FakeClouds.ec2(time).sells(broken).reaches(ci);
        cloud.account("main").buy(Buying.purchase(time, "m", ci));

        time.runFor(Duration.ofMinutes(5));
        assertThat(ci.connected()).isEmpty();
        time.runFor(Buying.TTL);
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aSpotMachineIsToldAndThenTakenAway() throws Failure {
        ci.submit(Work.of("r", "p", Duration.ofHours(1)));
        FakeOffering spot = small().spot(Spread.always(Duration.ofMinutes(10)), Duration.ofMinutes(2));
        FakeCloud cloud = FakeClouds.ec2(time).sells(spot).reaches(ci);
        cloud.account("main").buy(Buying.purchase(time, "m", ci));

        time.runFor(Duration.ofMinutes(8));
        assertThat(cloud.machine(NAME).flatMap(Machine::interruptedAt)).contains(START.plusSeconds(600));
        time.runFor(Duration.ofMinutes(2));
        assertThat(cloud.alive()).isZero();
        assertThat(ci.statistics().lost()).isEqualTo(1);
        assertThat(cloud.spent()).isEqualTo(Money.dollars("0.10").forTime(Duration.ofMinutes(10)));
    }

    @Test
    void whereAgentsAreStartedFromOutsideNoneStartsByItself() throws Failure {
        FakeCloud cloud = buy(FakeClouds.ecs(time));
        time.runFor(Duration.ofMinutes(3));
        assertThat(cloud.machine(NAME)).map(Machine::agent).contains(AgentState.NOT_STARTED);

        Machine machine = cloud.machine(NAME).orElseThrow();
        cloud.account("main").startAgent(machine, Buying.purchase(time, "m", ci).agent());
        assertThat(ci.connected()).containsExactly("m");
        cloud.account("main").stopAgent(machine);
        assertThat(ci.connected()).isEmpty();
        assertThat(cloud.machine(NAME)).map(Machine::agent).contains(AgentState.STOPPED);
    }

    private FakeCloud buy(FakeCloud cloud) throws Failure {
        cloud.sells(small()).reaches(ci);
        cloud.account("main").buy(Buying.purchase(time, "m", ci));
        return cloud;
    }

    private static void mark(FakeCloud cloud, Lease lease) throws Failure {
        cloud.account("main").mark(new TreeMap<>(Map.of(NAME, lease)));
    }

    private static FakeOffering small() {
        return FakeOffering.of("small", Money.dollars("0.10")).boot(Spread.always(BOOT));
    }
}
