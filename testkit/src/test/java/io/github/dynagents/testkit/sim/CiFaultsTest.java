package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The CI server fails, or is one that kills jobs. */
class CiFaultsTest {
    @Test
    void aServerThatIsDownForAMomentChangesNothing() {
        Scene scene = Scene.onEc2(1).start();
        scene.submit(2, Duration.ofMinutes(15));
        scene.runFor(Duration.ofMinutes(5));
        Instant from = scene.now();
        scene.ci.down(from, from.plus(Duration.ofMinutes(3)));
        int before = scene.journal.lines().size();
        scene.runFor(Duration.ofMinutes(3));
        assertThat(scene.journal.lines().subList(before, scene.journal.lines().size()))
                .allMatch(line -> line.contains("Renew[") || line.contains("Tell["));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(2);
        assertThat(scene.ci.statistics().lost()).isZero();
        scene.endsWell();
    }

    @Test
    void whileTheServerIsUnknownForLongMachinesWindDownByTheirLeasesAndJobsFinish() {
        Scene scene = Scene.onEc2(2).start();
        scene.submit(2, Duration.ofMinutes(70));
        scene.runFor(Duration.ofMinutes(10));
        scene.ci.faults().always(Fault.unreachable());
        scene.runFor(Duration.ofMinutes(50));
        assertThat(scene.ci.statistics().running()).isEqualTo(2);
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.ci.statistics().completed()).isEqualTo(2);
        assertThat(scene.alive()).isZero();
        assertThat(scene.journal.told()).containsKey("blind/ci");
    }

    @Test
    void whenTheServerComesBackWorkGoesOn() {
        Scene scene = Scene.onEc2(3).start();
        scene.submit(Duration.ofMinutes(20));
        scene.runFor(Duration.ofMinutes(10));
        Instant from = scene.now();
        scene.ci.faults().during(from, from.plus(Duration.ofHours(3)), Fault.unreachable());
        scene.runFor(Duration.ofHours(1));
        scene.submit(2, Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(110));
        assertThat(scene.births()).as("blind, so nothing is bought").isEqualTo(1);
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(3);
        scene.endsWell();
    }

    @Test
    void aServerThatHangsIsUnknownAndNotEmpty() {
        Scene scene = Scene.onEc2(4).start();
        scene.submit(Duration.ofMinutes(20));
        scene.runFor(Duration.ofMinutes(10));
        Instant from = scene.now();
        scene.ci.faults().during(from, from.plus(Duration.ofMinutes(20)), new Fault.Hangs(false), CallKind.QUEUE);
        scene.runFor(Duration.ofMinutes(20));
        assertThat(scene.journal.count(Decision.Drain.class)).isZero();
        scene.runFor(Duration.ofHours(2));
        scene.endsWell();
    }

    @Test
    void onAServerWhoseAgentsKillTheirJobsNoDrainKillsAJobInAWeek() {
        Scene scene = Scene.woodpecker(5);
        scene.account(
                        "main",
                        io.github.dynagents.testkit.cloud.FakeClouds.ecs(scene.time)
                                .sells(io.github.dynagents.testkit.cloud.FakeOffering.of("small", Scene.DIME)))
                .slots(2)
                .start();
        Workload.smallTeam(7, 7).submitTo(scene.ci, scene.time);
        scene.runFor(Duration.ofDays(8));
        assertThat(scene.ci.statistics().killed()).isZero();
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.journal.count(Decision.Cordon.class)).isPositive();
        assertThat(scene.ci.enrolled()).as("secrets of machines that are gone").isEmpty();
        scene.endsWell();
    }

    @Test
    void aServerThatIssuesNoSecretsForAnHourCostsNothing() {
        Scene scene = Scene.woodpecker(6);
        scene.account(
                        "main",
                        io.github.dynagents.testkit.cloud.FakeClouds.ec2(scene.time)
                                .sells(io.github.dynagents.testkit.cloud.FakeOffering.of("small", Scene.DIME)))
                .start();
        Instant from = scene.now();
        scene.ci.faults().during(from, from.plus(Duration.ofHours(1)), Fault.unreachable(), CallKind.ENROL);
        scene.submit(3, Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(1));
        assertThat(scene.births()).isZero();
        assertThat(scene.ci.faults().calls(CallKind.ENROL)).isLessThan(60);
        scene.runFor(Duration.ofHours(3));
        scene.endsWell();
    }
}
