package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;

/** Rules that know nothing of the future, simulated without the autoscaler: a check of what is replayed through it. */
public final class Baselines {
    private Baselines() {}

    /** Buys for each job that waits and that no booting machine will take; stops what was idle for so long. */
    public static Figures idleTimeout(Workload workload, Terms terms, Duration timeout) {
        return run(workload, terms, new Growing(0, (born, idle) -> idle + timeout.toNanos()));
    }

    /**
     * As many machines in each pool, from the start to the end of its last job.
     *
     * @throws IllegalArgumentException if there is no machine
     */
    public static Figures alwaysOn(Workload workload, Terms terms, int machines) {
        if (machines < 1) {
            throw new IllegalArgumentException("needs a machine, not " + machines);
        }
        return run(workload, terms, new AlwaysOn(machines));
    }

    private static Figures run(Workload workload, Terms terms, Rule rule) {
        return Jobs.pools(workload).stream()
                .map(jobs -> new PoolRun(jobs, terms, rule).all(Watcher.NONE))
                .reduce(Figures.NONE, Figures::plus);
    }
}
