package io.github.dynagents.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Floor;
import io.github.dynagents.testkit.baseline.Baselines;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final ReplayOffering HOURLY =
            ReplayOffering.of("machine", Money.dollars("0.10"), BillingTerms.HOURLY, BOOT);

    private static Policy policy(String name) {
        return Baselines.named(name).map(NamedPolicy::policy).orElseThrow();
    }

    private static Arrival job(int minute, int minutes) {
        return new Arrival(Duration.ofMinutes(minute), Work.of("octo/hello", "test", Duration.ofMinutes(minutes)));
    }

    private static Workload jobs(Arrival... arrivals) {
        return Workload.of(List.of(arrivals));
    }

    private static ReplaySetting setting(ReplayOffering... offerings) {
        return ReplaySetting.builder().offerings(List.of(offerings)).build();
    }

    @Test
    void aJobWaitsForTheBootAndItsMachineIsPaidUntilItIsLetGo() {
        ReplayResult result = Replay.run(jobs(job(10, 5), job(60, 5)), policy("idle-timeout T=0"), setting(HOURLY));

        assertThat(result.waits().quantile(0.5)).isEqualTo(BOOT);
        assertThat(result.machines()).isEqualTo(2);
        assertThat(result.machineTime())
                .isEqualTo(Duration.ofMinutes(5).plus(BOOT).multipliedBy(2));
        assertThat(result.cost()).isEqualTo(Money.dollars("0.20"));
        assertThat(result.end())
                .isEqualTo(setting(HOURLY).start().plus(Duration.ofMinutes(65)).plus(BOOT));
    }

    @Test
    void aSecondJobGoesToTheSecondSlotOfAMachineThatIsKept() {
        ReplayResult result = Replay.run(jobs(job(0, 30), job(10, 5)), policy("idle-timeout T=60"), setting(HOURLY));

        assertThat(result.machines()).isEqualTo(1);
        assertThat(result.waits().total()).isEqualTo(BOOT);
    }

    @Test
    void aFloorIsThereBeforeTheFirstJobUnderOurPolicyAlone() {
        ReplaySetting floored = setting(HOURLY).toBuilder()
                .floor(List.of(Floor.parse("1 Mon 01:00-04:00 UTC")))
                .build();

        ReplayResult ours = Replay.run(jobs(job(120, 5)), policy("economic"), floored);
        ReplayResult timeout = Replay.run(jobs(job(120, 5)), policy("idle-timeout T=0"), floored);

        assertThat(ours.waits().total()).isZero();
        assertThat(ours.machineTime()).isGreaterThan(Duration.ofHours(1));
        assertThat(timeout.waits().total()).isEqualTo(BOOT);
    }

    @Test
    void ofManyMachinesWhichOnesIdleIsToldALittleLater() {
        Workload workload = Workload.of(Stream.concat(
                        Stream.generate(() -> job(0, 5)).limit(20),
                        Stream.generate(() -> job(0, 60)).limit(60))
                .toList());

        ReplayResult result = Replay.run(workload, policy("idle-timeout T=0"), setting(HOURLY));

        Duration needed = Duration.ofMinutes(10 * 5 + 30 * 60).plus(BOOT.multipliedBy(40));
        assertThat(result.machines()).isEqualTo(40);
        assertThat(result.machineTime().minus(needed))
                .as("ten of them idle")
                .isGreaterThan(Duration.ofSeconds(10))
                .isLessThanOrEqualTo(Duration.ofSeconds(10 * 20));
    }

    @Test
    void jobsOfAnotherPlatformHaveMachinesOfTheirOwn() {
        Arrival arm = new Arrival(
                Duration.ZERO,
                Work.of("octo/hello", "test", Duration.ofMinutes(5)).on(Platform.of("linux", "arm64")));

        ReplayResult result = Replay.run(jobs(job(0, 5), arm), policy("keep to the boundary"), setting(HOURLY));

        assertThat(result.machines()).isEqualTo(2);
    }

    @Test
    void aFasterMachineRunsJobsInLessTime() {
        ReplayResult result = Replay.run(jobs(job(0, 10)), policy("idle-timeout T=0"), setting(HOURLY.withSpeed(2)));

        assertThat(result.machineTime()).isEqualTo(Duration.ofMinutes(5).plus(BOOT));
    }

    @Test
    void whatNobodyBuysForStaysUnfinishedAndHasWaitedToTheEnd() {
        ReplaySetting setting =
                setting(HOURLY).toBuilder().patience(Duration.ofHours(3)).build();

        ReplayResult result = Replay.run(jobs(job(0, 5)), policy("always-on n=0"), setting);

        assertThat(result.unfinished()).isEqualTo(1);
        assertThat(result.waits().total()).isEqualTo(Duration.ofHours(3));
        assertThat(result.cost()).isEqualTo(Money.ZERO);
    }

    @Test
    void theTimelineAddsUpToTheCost() {
        ReplaySetting setting = setting(HOURLY).toBuilder().timeline(true).build();

        ReplayResult result = Replay.run(jobs(job(0, 5), job(0, 6), job(0, 7)), NamedPolicy.ECONOMIC.policy(), setting);

        ReplayTimeline timeline = result.timeline().orElseThrow();
        assertThat(timeline.machines()).hasSize(result.machines());
        assertThat(timeline.costAt(result.end())).isEqualTo(result.cost());
        assertThat(timeline.queue().getFirst().waiting()).isEqualTo(3);
        assertThat(timeline.queue().getLast().waiting()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameResultAndAnotherSeedOtherBoots() {
        ReplayOffering slow = HOURLY.withBoot(BOOT, Spread.around(BOOT, 0.5));
        ReplaySetting one = setting(slow);
        ReplaySetting other = one.toBuilder().seed(2).build();
        Workload workload = Workload.smallTeam(3, 2);

        Duration waited = waited(workload, one);

        assertThat(waited(workload, one)).isEqualTo(waited);
        assertThat(waited(workload, other)).isNotEqualTo(waited);
    }

    private static Duration waited(Workload workload, ReplaySetting setting) {
        return Replay.run(workload, NamedPolicy.ECONOMIC.policy(), setting)
                .waits()
                .total();
    }

    @Test
    void jitterMovesEachGapByItsShareAtMost() {
        List<Arrival> even = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            even.add(job(10 * i, 1));
        }

        Workload moved = Jitter.gaps(Workload.of(even), 0.2, 7);

        for (int i = 1; i < 100; i++) {
            Duration gap = moved.arrivals()
                    .get(i)
                    .at()
                    .minus(moved.arrivals().get(i - 1).at());
            assertThat(gap).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
        }
        assertThat(moved.span()).isNotEqualTo(Workload.of(even).span());
    }
}
