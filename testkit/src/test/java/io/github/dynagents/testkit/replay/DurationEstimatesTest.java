package io.github.dynagents.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Fitted;
import io.github.dynagents.core.world.Learned;
import io.github.dynagents.core.world.Samples;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.workload.RecordedTraces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How well the time of jobs is foretold when they come, by what a replay has learned until then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DurationEstimatesTest {
    /** All but the one whose jobs come all at once: none has ended when they do. */
    static final List<String> TRACES = SmallTraces.NAMES.subList(0, 5);

    /** Seconds that one job took, and what was said before. */
    private record Told(double took, double byKind, double byAll) {}

    /** Decides as ever, and notes what is believed of each job when it is first seen. */
    private static final class Notes implements Policy {
        private final Policy policy = new EconomicPolicy();
        private final Map<JobId, Told> open = new HashMap<>();
        private final List<Told> told = new ArrayList<>();

        @Override
        public Plan decide(World world) {
            for (FinishedJob job : world.seen().finished()) {
                Told before = open.get(job.id());
                if (before != null && job.completed()) {
                    told.add(new Told(seconds(job.duration()), before.byKind(), before.byAll()));
                }
            }
            Stream.concat(
                            world.fleet().pools().stream()
                                    .flatMap(pool -> world.demand().waiting(pool.name()).stream()),
                            world.seats().keySet().stream().flatMap(machine -> world.demand().on(machine).stream()))
                    .forEach(job -> open.computeIfAbsent(job.id(), id -> foretell(job, world.learned())));
            return policy.decide(world);
        }
    }

    private static Told foretell(Job job, Learned learned) {
        Duration all = learned.anyDuration().meanRest(Duration.ZERO).orElse(Fitted.UNKNOWN_JOB);
        Samples kind = learned.durations(job.repo(), job.pipeline());
        int known = kind.newest().size();
        double mean = seconds(kind.meanRest(Duration.ZERO).orElse(all));
        double byKind = known >= Fitted.ENOUGH_DURATIONS ? mean : (mean * known + seconds(all)) / (known + 1);
        return new Told(0, byKind, seconds(all));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private final Map<String, List<Told>> replayed = new HashMap<>();

    private List<Told> told(String trace) {
        return replayed.computeIfAbsent(trace, DurationEstimatesTest::replay);
    }

    private static List<Told> replay(String trace) {
        Notes notes = new Notes();
        Replay.run(
                RecordedTraces.named(trace),
                notes,
                SmallTraces.setting(2, SmallTraces.offering("machine", "0.10", BillingTerms.HOURLY)));
        return notes.told;
    }

    private static double unknown(Told job) {
        return seconds(Fitted.UNKNOWN_JOB);
    }

    private static double meanError(List<Told> jobs, ToDoubleFunction<Told> estimate) {
        return jobs.stream()
                .mapToDouble(job -> Math.abs(estimate.applyAsDouble(job) - job.took()))
                .average()
                .orElseThrow();
    }

    private static double medianRelativeError(List<Told> jobs, ToDoubleFunction<Told> estimate) {
        double[] errors = jobs.stream()
                .filter(job -> job.took() > 0)
                .mapToDouble(job -> Math.abs(estimate.applyAsDouble(job) / job.took() - 1))
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    private static String row(String of, List<Told> jobs, ToDoubleFunction<Told> estimate) {
        return String.format(
                java.util.Locale.ROOT,
                "  by %-12s mean error %6.0f s, median relative error %5.1f%%%n",
                of,
                meanError(jobs, estimate),
                100 * medianRelativeError(jobs, estimate));
    }

    private static void print(String trace, List<Told> jobs) {
        System.out.print("durations of " + jobs.size() + " jobs of " + trace + "\n"
                + row("kind", jobs, Told::byKind)
                + row("all", jobs, Told::byAll)
                + row("nothing", jobs, DurationEstimatesTest::unknown));
    }

    @ParameterizedTest
    @FieldSource("TRACES")
    void whatIsLearnedIsNoWorseThanTheMeanAndBetterThanNothing(String trace) {
        List<Told> jobs = told(trace);
        print(trace, jobs);
        assertThat(meanError(jobs, Told::byKind)).isLessThanOrEqualTo(1.001 * meanError(jobs, Told::byAll));
        assertThat(meanError(jobs, Told::byKind)).isLessThan(meanError(jobs, DurationEstimatesTest::unknown) + 1);
    }

    @Test
    void overAllRealOnesTheKindTellsMuchMoreThanEither() {
        List<Told> jobs = new ArrayList<>(told("library-jdbi"));
        jobs.addAll(told("tiny-ensime"));
        assertThat(jobs.size()).isGreaterThan(700);
        assertThat(meanError(jobs, Told::byKind))
                .isLessThan(0.9 * meanError(jobs, Told::byAll))
                .isLessThan(0.9 * meanError(jobs, DurationEstimatesTest::unknown));
        assertThat(medianRelativeError(jobs, Told::byKind))
                .isLessThan(medianRelativeError(jobs, Told::byAll))
                .isLessThan(medianRelativeError(jobs, DurationEstimatesTest::unknown));
    }
}
