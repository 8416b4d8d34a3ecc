package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The daemon is killed, stopped, or its clock is wrong. */
class DaemonDeathTest {
    @Test
    void aDaemonThatIsKilledAndStartedAgainAdoptsItsMachine() {
        Scene scene = Scene.onEc2(1).start();
        scene.submit(Duration.ofMinutes(30));
        scene.runFor(Duration.ofMinutes(10));
        scene.simulation.killDaemon();
        scene.runFor(Duration.ofMinutes(3));
        scene.simulation.startDaemon();
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births()).isEqualTo(1);
        assertThat(scene.ci.statistics().lost()).isZero();
        scene.endsWell();
    }

    @TestFactory
    Stream<DynamicTest> aDaemonThatIsKilledRightAfterAPurchaseBuysNoSecondMachineForIt() {
        return Stream.of(0, 10, 100, 150, 300, 1000, 5000, 20_000)
                .map(millis -> DynamicTest.dynamicTest(millis + " ms after the job came", () -> {
                    Scene scene = Scene.onEc2(2).start();
                    scene.submit(Duration.ofMinutes(30));
                    scene.runFor(Duration.ofMillis(millis));
                    scene.simulation.killDaemon();
                    scene.simulation.startDaemon();
                    scene.runFor(Duration.ofHours(3));
                    assertThat(scene.births()).isEqualTo(1);
                    scene.endsWell();
                }));
    }

    @Test
    void aDaemonThatIsKilledForGoodLeavesNothingThatCostsMoreThanItsBound() {
        Scene scene = Scene.onEc2(3);
        Autoscaler autoscaler = scene.started();
        scene.submit(3, Duration.ofMinutes(40));
        scene.runFor(Duration.ofMinutes(20));
        Bound bound = Bound.of(autoscaler.world());
        var before = scene.spent();
        scene.simulation.killDaemon();
        scene.runFor(Duration.ofDays(1));
        assertThat(scene.ci.statistics().completed()).as("within the grace").isEqualTo(3);
        assertThat(scene.spent().minus(before)).isLessThanOrEqualTo(bound.most());
        assertThat(scene.alive()).isZero();
        assertThat(scene.cloud().invoice().items())
                .allMatch(item -> !item.ended().orElseThrow().isAfter(bound.latest()));
    }

    @Test
    void aDaemonThatIsStoppedBeyondTheLeaseFindsItsMachinesEndedAndGoesOn() {
        Scene scene = Scene.onEc2(4).start();
        scene.submit(Duration.ofMinutes(10));
        scene.runFor(Duration.ofMinutes(5));
        scene.simulation.daemonProcess().stop();
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.alive()).isZero();
        scene.submit(Duration.ofMinutes(10));
        scene.simulation.daemonProcess().resume();
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void aPurchaseThatWasHeldUpByAStoppedDaemonIsNotSentLate() {
        Scene scene = Scene.onEc2(5);
        scene.cloud().latency(io.github.dynagents.testkit.time.Spread.always(Duration.ofSeconds(5)));
        scene.start();
        scene.submit(12, Duration.ofMinutes(10)); // four calls at once: eight wait
        scene.runFor(Duration.ofSeconds(2));
        scene.simulation.daemonProcess().stop();
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(4);
        assertThat(scene.alive()).isZero();
        scene.simulation.daemonProcess().resume();
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).as("four machines had done eight jobs").isEqualTo(8);
        scene.endsWell();
    }

    @TestFactory
    Stream<DynamicTest> aWallClockThatJumpsLosesNoMachineAndNoJob() {
        return Stream.of(BillingTerms.PER_SECOND, BillingTerms.HOURLY)
                .flatMap(terms -> Stream.of(-26, -1, 1, 26)
                        .map(hours -> DynamicTest.dynamicTest(
                                hours + " hours, " + terms, () -> jumps(terms, Duration.ofHours(hours)))));
    }

    private static void jumps(BillingTerms terms, Duration by) {
        Scene scene = Scene.drone(6);
        scene.account(
                        "main",
                        FakeClouds.ec2(scene.time)
                                .sells(FakeOffering.of("small", Scene.DIME).terms(terms)))
                .start();
        scene.submit(Duration.ofMinutes(100));
        scene.runFor(Duration.ofMinutes(10));
        scene.simulation.daemonProcess().jump(by);
        scene.runFor(Duration.ofMinutes(30));
        scene.simulation.daemonProcess().jump(by.negated());
        scene.runFor(Duration.ofHours(4));
        assertThat(scene.births()).isEqualTo(1);
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.journal.count(Decision.Renew.class)).isBetween(15, 40);
        scene.endsWell();
    }
}
