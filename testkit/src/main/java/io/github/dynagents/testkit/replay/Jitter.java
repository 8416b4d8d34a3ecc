package io.github.dynagents.testkit.replay;

import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes workloads that are like another, to see whether a result hangs on the very instants of that. */
public final class Jitter {
    private Jitter() {}

    /**
     * The same jobs, with each gap between two of them longer or shorter by that share at most, all equally likely. Jobs
     * of one instant stay together.
     *
     * @param share from 0 to 1
     */
    public static Workload gaps(Workload workload, double share, long seed) {
        if (share == 0) {
            return workload;
        }
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        List<Arrival> moved = new ArrayList<>();
        Duration before = Duration.ZERO;
        Duration at = Duration.ZERO;
        for (Arrival arrival : workload.arrivals()) {
            Duration gap = arrival.at().minus(before);
            if (!gap.isZero()) {
                double factor = 1 + share * (2 * random.nextDouble() - 1);
                at = at.plus(Duration.ofMillis(StrictMath.round(gap.toMillis() * factor)));
            }
            moved.add(new Arrival(at, arrival.work()));
            before = arrival.at();
        }
        return Workload.of(moved);
    }
}
