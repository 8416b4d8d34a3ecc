package io.github.dynagents.testkit.ci;

import java.time.Duration;
import java.util.Arrays;

/** Counts what becomes of jobs. */
final class Tally {
    private long[] waits = new long[1024];
    private int started;
    private long totalWait;
    private Duration worked = Duration.ZERO;
    private long submitted;
    private long restarted;
    private long completed;
    private long killed;
    private long lost;

    void submitted() {
        submitted++;
    }

    void restarted() {
        restarted++;
    }

    void lost() {
        lost++;
    }

    void started(Duration wait) {
        if (started == waits.length) {
            waits = Arrays.copyOf(waits, started * 2);
        }
        waits[started++] = wait.toMillis();
        totalWait += wait.toMillis();
    }

    void finished(Duration ran, boolean whole) {
        worked = worked.plus(ran);
        if (whole) {
            completed++;
        } else {
            killed++;
        }
    }

    CiStatistics sum(long pending, long running) {
        long[] sorted = Arrays.copyOf(waits, started);
        Arrays.sort(sorted);
        return new CiStatistics(
                submitted,
                restarted,
                completed,
                killed,
                lost,
                pending,
                running,
                started,
                Duration.ofMillis(started == 0 ? 0 : totalWait / started),
                rank(sorted, 0.5),
                rank(sorted, 0.95),
                rank(sorted, 1),
                Duration.ofMillis(totalWait),
                worked);
    }

    private static Duration rank(long[] sorted, double share) {
        int rank = (int) StrictMath.ceil(share * sorted.length);
        return sorted.length == 0 ? Duration.ZERO : Duration.ofMillis(sorted[Math.max(1, rank) - 1]);
    }
}
