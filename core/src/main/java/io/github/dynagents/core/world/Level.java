package io.github.dynagents.core.world;

/**
 * One level of demand: needed while at least so many machines are. Its gaps are seen in full, whether or not there was a
 * machine for it. Instants are seconds since the epoch.
 *
 * @param needed whether it is
 * @param since when that began
 * @param toldUntil until when its gap has been told to the hazard
 * @param foretold how many events have been foretold for the gap so far
 * @param begun how often it has begun to be needed
 * @param landed how many jobs have come within a boot after such an end, each by the share of the boot that was left
 */
record Level(
        boolean needed, double since, double toldUntil, double foretold, double begun, double landed, Clockwork clock) {
    /** One that nothing was known of until it was needed. */
    static Level firstNeeded(double at) {
        return new Level(true, at, at, 0, 1, 0, Clockwork.NONE);
    }

    Level told(double until, double more) {
        return new Level(needed, since, until, foretold + more, begun, landed, clock);
    }

    Level begins(double at, Clockwork next) {
        return new Level(true, at, at, 0, begun + 1, landed, next);
    }

    Level ends(double at) {
        return new Level(false, at, at, 0, begun, landed, clock);
    }

    /** A job comes that it is needed for, it or another of so many ranks that are not told apart. */
    Level lands(double at, double boot, int ranks) {
        double share = boot <= 0 ? 0 : Math.clamp(1 - (at - since) / boot, 0, 1);
        return new Level(needed, since, toldUntil, foretold, begun, landed + share / ranks, clock);
    }

    /** How many jobs a machine that stands ready saves a boot, on average, when its level is needed. */
    double landing() {
        return (landed + 1) / (begun + 1);
    }
}
