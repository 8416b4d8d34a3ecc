package io.github.dynagents.testkit.hindsight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every plan for a few jobs: bought or not when each comes, and let go at once or kept until any that comes later. */
class BruteForceTest {
    private static final int SEEDS = 60;
    private static final int JOBS = 6;

    @ParameterizedTest
    @ValueSource(strings = {"hourly", "second"})
    void hardlyAnyPlanIsBetterThanTheOneFound(String billing) {
        List<String> missed = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("SplittableRandom").create(seed);
            Terms terms = Traces.terms(billing, new double[] {0.5, 2, 10, 60}[seed % 4]);
            Workload workload = draw(random);
            double found = Hindsight.schedule(workload, terms).objective(terms);
            double best = new Plans(Jobs.pools(workload).getFirst(), terms).best();
            assertThat(found).as("seed %d, worth %s", seed, terms.worth()).isLessThanOrEqualTo(1.1 * best);
            if (found > best + 1e-5) {
                missed.add("seed " + seed + ": " + found + ", not " + best);
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(SEEDS / 10);
    }

    private static Workload draw(RandomGenerator random) {
        List<Arrival> jobs = new ArrayList<>();
        int at = 0;
        for (int job = 0; job < JOBS; job++) {
            jobs.add(Traces.job(at, random.nextInt(10, 2500)));
            at += random.nextBoolean() ? random.nextInt(0, 120) : random.nextInt(120, 7200);
        }
        return Workload.of(jobs);
    }

    private record Plans(Jobs jobs, Terms terms, Plan plan) {
        Plans(Jobs jobs, Terms terms) {
            this(jobs, terms, new Plan(jobs, terms));
        }

        double best() {
            return best(0);
        }

        private double best(int job) {
            if (job == jobs.count()) {
                return new PoolRun(jobs, terms, plan).all(Watcher.NONE).objective(terms);
            }
            double best = best(job + 1);
            for (int until = job; until < jobs.count(); until++) {
                int machine = plan.add(job, jobs.submitted(until));
                best = Math.min(best, best(job + 1));
                plan.remove(machine);
            }
            return best;
        }
    }
}
