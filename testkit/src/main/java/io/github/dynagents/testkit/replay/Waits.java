package io.github.dynagents.testkit.replay;

import java.time.Duration;
import java.util.Arrays;

/** How long jobs waited, each from its submission to its start, or to the end of the replay. */
public final class Waits {
    private final long[] sortedMillis;

    private Waits(long[] sortedMillis) {
        this.sortedMillis = sortedMillis;
    }

    /** Of each job, in any order, in milliseconds. */
    public static Waits ofMillis(long[] waits) {
        long[] sorted = waits.clone();
        Arrays.sort(sorted);
        return new Waits(sorted);
    }

    public int jobs() {
        return sortedMillis.length;
    }

    public Duration total() {
        return Duration.ofMillis(Arrays.stream(sortedMillis).sum());
    }

    /** Zero if there were none. */
    public Duration mean() {
        return jobs() == 0 ? Duration.ZERO : total().dividedBy(jobs());
    }

    /**
     * The wait that is longer than this share of all waits, in their order; zero if there were none.
     *
     * @param share such as 0.95
     */
    public Duration quantile(double share) {
        return jobs() == 0
                ? Duration.ZERO
                : Duration.ofMillis(sortedMillis[Math.clamp((long) (share * jobs()), 0, jobs() - 1)]);
    }

    @Override
    public String toString() {
        return "mean " + mean() + ", median " + quantile(0.5) + ", p95 " + quantile(0.95) + " of " + jobs() + " jobs";
    }
}
