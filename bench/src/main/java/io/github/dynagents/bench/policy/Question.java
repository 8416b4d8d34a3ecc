package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.baseline.Baselines;
import io.github.dynagents.testkit.baseline.NamedPolicy;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.hindsight.Buying;
import io.github.dynagents.testkit.hindsight.Hindsight;
import io.github.dynagents.testkit.hindsight.Terms;
import io.github.dynagents.testkit.replay.Replay;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.Comparator;

/**
 * One figure of a case.
 *
 * @param policy its name, or {@link #HINDSIGHT}
 */
record Question(BenchTrace trace, Billing billing, Money worth, String policy) {
    static final String HINDSIGHT = "hindsight schedule";

    /** Tells it from all others, whatever the code is that answers it. */
    String key(Setup setup) {
        return String.join("|", setup.toString(), trace.digest(), billing.name(), worth.toString(), policy);
    }

    Answer answer(Setup setup) {
        if (policy.equals(HINDSIGHT)) {
            return setup.sold().stream()
                    .map(sold -> hindsight(setup, sold))
                    .min(Comparator.comparingDouble(answer -> answer.objective(worth)))
                    .orElseThrow();
        }
        NamedPolicy named = Baselines.named(policy).orElseThrow();
        return Answer.of(Replay.run(trace.workload(), named.policy(), named.in(setup.replayed(billing, worth))));
    }

    /** With machines of one kind, that all boot in the usual time. */
    private Answer hindsight(Setup setup, Sold sold) {
        Terms terms = new Terms(
                setup.slots(), sold.perHour(), billing.terms(), setup.boot().median(), worth, Buying.FOR_A_SLOT);
        return Answer.of(Hindsight.schedule(atSpeed(sold.speed()), terms));
    }

    private Workload atSpeed(double speed) {
        return speed == 1
                ? trace.workload()
                : Workload.of(trace.workload().arrivals().stream()
                        .map(arrival -> new Arrival(arrival.at(), shorter(arrival.work(), speed)))
                        .toList());
    }

    private static Work shorter(Work work, double speed) {
        return new Work(
                work.repo(),
                work.pipeline(),
                work.platform(),
                work.labels(),
                Duration.ofNanos(StrictMath.round(work.duration().toNanos() / speed)),
                work.completes());
    }
}
