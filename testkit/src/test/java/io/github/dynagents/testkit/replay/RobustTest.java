package io.github.dynagents.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.testkit.baseline.Baselines;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.workload.RecordedTraces;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy gains must not hang on boots that are all alike, on one price, on two slots, or on the very instants. */
final class RobustTest {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration LONG_ENOUGH = Duration.ofDays(14);
    private static final List<String> BASELINES =
            List.of("idle-timeout T=600", "drone 2..4 (default)", "woodpecker 1..10 (default)");

    private static void beatsAll(Workload workload, ReplaySetting setting, String what) {
        double ours = objective(NamedPolicy.ECONOMIC, workload, setting);
        for (String name : BASELINES) {
            double theirs = objective(Baselines.named(name).orElseThrow(), workload, setting);
            assertThat(ours).as("%s, against %s", what, name).isLessThan(theirs);
        }
    }

    private static double objective(NamedPolicy policy, Workload workload, ReplaySetting setting) {
        return Replay.run(workload, policy.policy(), policy.in(setting)).objective(setting.worth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-ensime", "path-59-minute-jobs"})
    void itBeatsTheUsualRulesInOtherWorldsToo(String trace) {
        Workload workload = Workload.of(RecordedTraces.named(trace).arrivals().stream()
                .takeWhile(arrival -> arrival.at().compareTo(LONG_ENOUGH) < 0)
                .toList());
        ReplayOffering bySecond = SmallTraces.offering("machine", "0.10", BillingTerms.PER_SECOND);
        ReplayOffering hourly = SmallTraces.offering("machine", "0.10", BillingTerms.HOURLY);
        ReplayOffering varying = hourly.withBoot(BOOT, Spread.around(BOOT, 0.5));
        ReplayOffering dearer = SmallTraces.offering("dearer", "0.15", BillingTerms.PER_SECOND);
        beatsAll(workload, SmallTraces.setting(2, varying), "boots that vary");
        beatsAll(workload, SmallTraces.setting(2, dearer, bySecond), "two prices");
        beatsAll(workload, SmallTraces.setting(2, hourly).toBuilder().slots(4).build(), "four slots");
        beatsAll(Jitter.gaps(workload, 0.2, 5), SmallTraces.setting(2, bySecond), "other gaps");
    }
}
