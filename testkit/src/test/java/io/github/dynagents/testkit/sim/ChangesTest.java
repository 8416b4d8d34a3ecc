package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Clouds that take machines back, minds that change, agents that are started from outside. */
class ChangesTest {
    private static Scene on(FakeCloud cloud, Scene scene) {
        return scene.account("main", cloud.sells(FakeOffering.of("small", Scene.DIME)));
    }

    private static MachineName machine(Scene scene) {
        return scene.cloud().machines().getFirst().name();
    }

    @Test
    void aMachineThatItsCloudTakesBackIsDrainedAtOnceAndItsJobRestartedOnce() {
        Scene scene = Scene.onEc2(1).start();
        scene.submit(Duration.ofMinutes(30));
        scene.runFor(Duration.ofMinutes(10));
        scene.cloud().interrupt(machine(scene), Duration.ofMinutes(2));
        scene.runFor(Duration.ofSeconds(25));
        assertThat(scene.journal.all(Decision.Drain.class))
                .extracting(drain -> drain.reason().words())
                .containsExactly("its cloud takes it back");
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.ci.statistics().lost()).isEqualTo(1);
        assertThat(scene.ci.statistics().restarted()).isEqualTo(1);
        assertThat(scene.ci.statistics().completed()).isEqualTo(1);
        assertThat(scene.births()).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void aJobThatEndsWithinTheNoticeIsNotRestarted() {
        Scene scene = Scene.onEc2(2).start();
        scene.submit(Duration.ofMinutes(10));
        scene.runFor(Duration.ofMinutes(11));
        scene.cloud().interrupt(machine(scene), Duration.ofMinutes(2));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.ci.statistics().restarted()).isZero();
        scene.endsWell();
    }

    @Test
    void aMachineThatCrashesLosesItsJobWhichIsRestarted() {
        Scene scene = Scene.onEc2(3).start();
        scene.submit(Duration.ofMinutes(30));
        scene.runFor(Duration.ofMinutes(10));
        scene.cloud().crash(machine(scene));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.ci.statistics().restarted()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void aJobThatOutlivesItsMachineIsRestartedThough() {
        Scene scene = Scene.onEc2(4);
        scene.simulation.safety(new io.github.dynagents.core.world.Safety(
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                java.util.Optional.empty(),
                Duration.ofMinutes(5)));
        scene.start();
        scene.submit(Duration.ofMinutes(100));
        scene.runFor(Duration.ofMinutes(90));
        assertThat(scene.ci.statistics().lost()).as("life and grace are over").isEqualTo(1);
        assertThat(scene.ci.statistics().restarted()).isEqualTo(1);
    }

    @Test
    void aRestartThatFailsForAnHourIsTriedNowAndThen() {
        Scene scene = Scene.onEc2(5).start();
        scene.submit(Duration.ofMinutes(30));
        scene.runFor(Duration.ofMinutes(10));
        Instant from = scene.now();
        scene.ci.faults().during(from, from.plus(Duration.ofHours(1)), Fault.unreachable(), CallKind.RESTART);
        scene.cloud().crash(machine(scene));
        scene.runFor(Duration.ofHours(1));
        assertThat(scene.ci.faults().calls(CallKind.RESTART)).isBetween(10, 130);
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.ci.statistics().restarted()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void aRestartWhoseAnswerIsLostIsNotMadeTwice() {
        Scene scene = Scene.onEc2(6).start();
        scene.submit(Duration.ofMinutes(30));
        scene.runFor(Duration.ofMinutes(10));
        scene.ci.faults().next(CallKind.RESTART, new Fault.AnswerLost());
        scene.cloud().crash(machine(scene));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.ci.faults().calls(CallKind.RESTART)).isEqualTo(1);
        scene.endsWell();
    }

    /** Runs a job, and submits another as soon as its agent has drained. */
    private static Scene workComesWhileItDrains(Scene scene) {
        scene.start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(3));
        assertThat(scene.ci.connected()).hasSize(1);
        while (!scene.ci.connected().isEmpty()) {
            scene.runFor(Duration.ofMillis(500));
        }
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(2));
        return scene;
    }

    @Test
    void whenWorkComesWhileAMachineDrainsItsAgentIsStartedAgain() {
        Scene ec2 = Scene.onEc2(7);
        Scene scene = workComesWhileItDrains(ec2);
        assertThat(scene.journal.count(Decision.Undrain.class)).isEqualTo(1);
        assertThat(scene.births()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void whenWorkComesWhileATaskDrainsItIsStartedAgain() {
        Scene raw = Scene.drone(8);
        Scene scene = workComesWhileItDrains(on(FakeClouds.ecs(raw.time), raw));
        assertThat(scene.births()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void whereAgentsCannotBeStartedAgainAnotherMachineIsBought() {
        Scene raw = Scene.drone(9);
        Scene scene = workComesWhileItDrains(on(FakeClouds.gke(raw.time), raw));
        assertThat(scene.journal.count(Decision.Undrain.class)).isZero();
        assertThat(scene.births()).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void anAgentThatTheProviderStartsIsStartedOnce() {
        Scene raw = Scene.drone(10);
        Scene scene = on(FakeClouds.ecs(raw.time), raw).start();
        scene.submit(2, Duration.ofMinutes(10));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.cloud().faults().calls(CallKind.START_AGENT)).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void anAgentThatCannotBeStartedIsTriedNowAndThenAndItsMachineReleased() {
        Scene raw = Scene.drone(11);
        Scene scene = on(FakeClouds.ecs(raw.time), raw).start();
        scene.cloud().faults().always(Fault.refused(Failure.Kind.BROKEN), CallKind.START_AGENT);
        scene.submit(Duration.ofMinutes(10));
        scene.runFor(Duration.ofHours(12));
        assertThat(scene.births()).isBetween(2, 12);
        assertThat(scene.cloud().faults().calls(CallKind.START_AGENT)).isLessThan(30 * scene.births());
        assertThat(scene.spent()).isLessThan(Money.dollars("0.30"));
        scene.cloud().faults().clear();
        scene.runFor(Duration.ofHours(12));
        scene.endsWell();
    }
}
