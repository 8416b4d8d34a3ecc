package io.github.dynagents.testkit.ci;

import java.time.Duration;

/**
 * What became of the jobs until now.
 *
 * @param submitted jobs that people submitted
 * @param restarted jobs that were started again
 * @param completed jobs that ran to an end of their own
 * @param killed jobs that were ended, by whatever cause
 * @param lost jobs that died with their machine; restarted ones included
 * @param pending jobs that wait now, held ones included
 * @param running jobs that an agent has now, or a dead one had
 * @param started how often a job began to run; the waits below are theirs
 * @param meanWait from the queue to the start
 * @param medianWait by nearest rank
 * @param p95Wait by nearest rank
 * @param maxWait the longest
 * @param totalWait all waits together
 * @param worked how long finished jobs have run, all together
 */
public record CiStatistics(
        long submitted,
        long restarted,
        long completed,
        long killed,
        long lost,
        long pending,
        long running,
        long started,
        Duration meanWait,
        Duration medianWait,
        Duration p95Wait,
        Duration maxWait,
        Duration totalWait,
        Duration worked) {
    /** Jobs that have not come to an end. */
    public long unfinished() {
        return pending + running;
    }
}
