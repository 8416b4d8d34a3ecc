package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing goes wrong. */
class PlainWorkTest {
    private static Scene hourly(long seed) {
        Scene scene = Scene.drone(seed);
        return scene.account(
                "main",
                FakeClouds.ec2(scene.time)
                        .sells(FakeOffering.of("small", Scene.DIME).terms(BillingTerms.HOURLY)));
    }

    @Test
    void aJobBuysAMachineThatRunsItAndIsLetGo() {
        Scene scene = Scene.onEc2(1).start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(1);
        assertThat(scene.ci.statistics().completed()).isEqualTo(1);
        assertThat(scene.spent()).isLessThan(Money.dollars("0.05"));
        scene.endsWell();
    }

    @Test
    void anEmptyQueueBuysNothingInAWeekAndHardlyEverTicks() {
        Scene scene = Scene.onEc2(2).start();
        scene.runFor(Duration.ofDays(7));
        assertThat(scene.births()).isZero();
        assertThat(scene.journal.mostTicksInAnHour(scene.now().minus(Duration.ofDays(6))))
                .isLessThanOrEqualTo(2);
        scene.endsWell();
    }

    @Test
    void aWeekOfASmallTeamIsServed() {
        Scene scene = Scene.onEc2(3).slots(2).start();
        Workload week = Workload.smallTeam(1, 7);
        week.submitTo(scene.ci, scene.time);
        scene.runFor(Duration.ofDays(8));
        scene.endsWell();
        assertThat(scene.ci.statistics().completed()).isEqualTo(week.arrivals().size());
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.spent())
                .as("stopping after half an hour costs more, and waits longer")
                .isLessThan(Money.dollars("12.10"));
        assertThat(scene.ci.statistics().p95Wait()).isLessThan(Duration.ofMinutes(2));
        assertThat(scene.journal.count(Decision.Drain.class)).as("flaps").isLessThan(scene.births() + 10);
        assertThat(scene.journal.mostTicksInAnHour(Instant.EPOCH)).isLessThan(800);
    }

    @Test
    void aWeekOfASmallTeamIsServedByTheHour() {
        Scene scene = hourly(3).slots(2).start();
        Workload week = Workload.smallTeam(1, 7);
        week.submitTo(scene.ci, scene.time);
        scene.runFor(Duration.ofDays(8));
        scene.endsWell();
        assertThat(scene.ci.statistics().completed()).isEqualTo(week.arrivals().size());
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.spent()).isLessThan(Money.dollars("16.70"));
    }

    @Test
    void aMachineByTheHourIsKeptToItsBoundaryAndUsedAgainWithinThePaidHour() {
        Scene scene = hourly(4).start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(30));
        assertThat(scene.alive()).as("paid for, so kept").isEqualTo(1);
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(10));
        assertThat(scene.ci.statistics().completed()).isEqualTo(2);
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births()).isEqualTo(1);
        scene.endsWell();
    }

    @Test
    void aMachineByTheHourIsGoneBeforeItsNextHourBegins() {
        Scene scene = hourly(5).start();
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(12));
        assertThat(scene.spent()).isEqualTo(Scene.DIME);
        scene.endsWell();
    }

    @Test
    void whatAnHourOfWaitingIsWorthDecidesHowManyMachinesAreBought() {
        assertThat(birthsForTwelveShortJobs(Money.dollars("20"))).isEqualTo(12);
        assertThat(birthsForTwelveShortJobs(Money.dollars("0.01"))).isLessThanOrEqualTo(2);
    }

    private static int birthsForTwelveShortJobs(Money worth) {
        Scene scene = hourly(6).pool(pool -> pool.worth(worth)).start();
        scene.submit(12, Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(20));
        scene.endsWell();
        return scene.births();
    }

    @Test
    void aMachineWithFourSlotsRunsFourJobs() {
        Scene scene = Scene.onEc2(7).slots(4).start();
        scene.submit(8, Duration.ofMinutes(20));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births()).isEqualTo(2);
        scene.endsWell();
    }

    @Test
    void jobsThatTheServerHoldsBackBuyNothingUntilTheyMayRun() {
        Scene scene = Scene.onEc2(8).start();
        List<JobId> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            held.add(scene.ci.submitHeld(Work.of("octo/hello", "deploy", Duration.ofMinutes(5))));
        }
        scene.runFor(Duration.ofDays(1));
        assertThat(scene.births()).isZero();
        held.forEach(scene.ci::unhold);
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.births()).isEqualTo(3);
        scene.endsWell();
    }

    @Test
    void jobsThatNobodyHereServesBuyNothing() {
        Scene scene = Scene.onEc2(9).start();
        scene.ci.submit(Work.of("octo/hello", "windows", Duration.ofMinutes(5))
                .on(io.github.dynagents.core.model.Platform.of("windows", "amd64")));
        scene.runFor(Duration.ofDays(1));
        assertThat(scene.births()).isZero();
    }
}
