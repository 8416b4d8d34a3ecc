package io.github.dynagents.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.workload.RecordedTraces;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the policy whatever the workload: seen in whole replays. */
final class PolicyLawsTest {
    static final List<String> TRACES = SmallTraces.NAMES;

    private static final double NOISE = 1.02;

    private static ReplayResult replay(Workload workload, ReplaySetting setting) {
        return Replay.run(workload, NamedPolicy.ECONOMIC.policy(), setting);
    }

    @Test
    void theSameSeedGivesTheSameResultBitForBit() {
        for (long seed = 1; seed <= 3; seed++) {
            Workload workload = Workload.smallTeam(seed, 4);
            Duration boot = Duration.ofSeconds(90);
            ReplaySetting setting = SmallTraces.setting(
                            10,
                            SmallTraces.offering("machine", "0.10", BillingTerms.PER_SECOND)
                                    .withBoot(boot, Spread.around(boot, 0.5)))
                    .toBuilder()
                    .seed(seed)
                    .timeline(true)
                    .build();
            ReplayResult one = replay(workload, setting);
            ReplayResult other = replay(workload, setting);
            assertThat(one.timeline()).isPresent().isEqualTo(other.timeline());
            assertThat(one.waits().total()).isEqualTo(other.waits().total());
            assertThat(Double.doubleToLongBits(one.utilization()))
                    .isEqualTo(Double.doubleToLongBits(other.utilization()));
            assertThat(replay(workload, setting.toBuilder().seed(99).build()).timeline())
                    .isNotEqualTo(one.timeline());
        }
    }

    @ParameterizedTest
    @FieldSource("TRACES")
    void moreWorthNeverMeansMoreWaitingAndPurchasesAreBounded(String trace) {
        Workload workload = RecordedTraces.named(trace);
        int jobs = workload.arrivals().size();
        for (BillingTerms terms : SmallTraces.BILLINGS) {
            double before = Double.POSITIVE_INFINITY;
            for (double worth : new double[] {0.5, 2, 10, 60}) {
                ReplayResult result =
                        replay(workload, SmallTraces.setting(worth, SmallTraces.offering("machine", "0.10", terms)));
                double waited = result.waits().total().toMillis() / 3.6e6;
                assertThat(result.unfinished()).isZero();
                assertThat(waited).as("hours waited at %s of %s", worth, terms).isLessThanOrEqualTo(before * NOISE);
                assertThat(result.machines())
                        .as("machines at %s of %s", worth, terms)
                        .isLessThanOrEqualTo(jobs * 3 / 2 + 5);
                before = waited;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-ensime", "path-59-minute-jobs", "path-alternate-os-arch", "path-sixty-at-once"})
    void somethingCheaperToBuyNeverMakesItDearer(String trace) {
        Workload workload = RecordedTraces.named(trace);
        for (BillingTerms terms : SmallTraces.BILLINGS) {
            ReplaySetting setting = SmallTraces.setting(2, SmallTraces.offering("machine", "0.10", terms));
            ReplaySetting cheaper = SmallTraces.setting(
                    2, SmallTraces.offering("machine", "0.10", terms), SmallTraces.offering("cheaper", "0.08", terms));
            double alone = replay(workload, setting).objective(setting.worth());
            double both = replay(workload, cheaper).objective(setting.worth());
            assertThat(both).as("%s", terms).isLessThanOrEqualTo(alone * NOISE);
        }
    }
}
