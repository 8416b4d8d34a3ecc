package io.github.dynagents.runner.internal.demo;

import java.time.Duration;
import java.util.List;

/**
 * How long jobs waited for an agent.
 *
 * @param sorted the shortest first
 */
record Waits(List<Duration> sorted) {
    Waits {
        sorted = sorted.stream().sorted().toList();
    }

    Duration median() {
        return percentile(50);
    }

    Duration p95() {
        return percentile(95);
    }

    Duration longest() {
        return percentile(100);
    }

    /** By nearest rank; no time at all where there are no jobs. */
    private Duration percentile(int percent) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
