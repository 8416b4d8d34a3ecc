package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.testkit.workload.Workload;

/**
 * The hindsight schedule: it knows the whole trace, but buys only while a job waits. A target for those who don't know
 * it, not a bound: a better schedule may exist.
 *
 * <p>How it is found, for each pool (platform and labels) on its own: a run that never lets go shows the levels of
 * demand; for each level, dynamic programming chooses the gaps over which to keep the machine. Some such plans, with
 * more or less patience before a machine is bought, and those of plain rules compete. The best are then improved by
 * local search: a purchase is left out, moved, cut in two, joined with the next, and what an exact replay finds cheaper
 * stays, the best plan being taken when a budget of replayed jobs is used up. Large traces have less improved.
 * The figures are those of a last replay of the whole plan, first come first served, the oldest machine first; a
 * machine leaves only when it is idle. All is deterministic.
 */
public final class Hindsight {
    private Hindsight() {}

    /** The least {@linkplain Figures#objective objective} found, all pools together. */
    public static Figures schedule(Workload workload, Terms terms) {
        return Jobs.pools(workload).stream()
                .map(jobs -> new Search(jobs, terms).best())
                .reduce(Figures.NONE, Figures::plus);
    }
}
