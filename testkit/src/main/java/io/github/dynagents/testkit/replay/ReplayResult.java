package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param cost of all machines, begun increments included
 * @param waits how long jobs waited for a slot
 * @param machineTime from purchase to release, of all machines together
 * @param machines how many were bought
 * @param utilization the share of the slots' time in which they had a job
 * @param unfinished jobs that had not ended when the replay did
 * @param end when the last job ended
 * @param timeline if asked for
 */
public record ReplayResult(
        Money cost,
        Waits waits,
        Duration machineTime,
        int machines,
        double utilization,
        int unfinished,
        Instant end,
        Optional<ReplayTimeline> timeline) {
    /** All but the timeline, which may be big. */
    public ReplayResult withoutTimeline() {
        return new ReplayResult(cost, waits, machineTime, machines, utilization, unfinished, end, Optional.empty());
    }

    /** Money paid, and what the waiting is worth: what a policy makes small. */
    public double objective(Money worth) {
        return cost.inDollars() + worth.inDollars() * waits.total().toMillis() / 3.6e6;
    }
}
