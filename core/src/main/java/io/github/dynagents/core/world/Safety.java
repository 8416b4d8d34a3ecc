package io.github.dynagents.core.world;

import java.time.Duration;
import java.util.Optional;

/**
 * What bounds the bill when the daemon is dead, wedged, cut off or wrong.
 *
 * @param lease for how long a machine lives on unless its mark moves
 * @param grace from drain or the lease's end to forced power-off
 * @param maxLife from a machine's birth to its forced drain
 * @param blindFor for how long leases are renewed while a CI server is unknown
 * @param reapEvery how often something outside runs {@code reap}; empty where nothing does
 * @param reapMargin how long after it must have ended by itself {@code reap} releases a machine
 */
public record Safety(
        Duration lease,
        Duration grace,
        Duration maxLife,
        Duration blindFor,
        Optional<Duration> reapEvery,
        Duration reapMargin) {
    public static final Safety DEFAULT = new Safety(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(12),
            Duration.ofMinutes(30),
            Optional.empty(),
            Duration.ofMinutes(5));

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException unless all are positive (grace, blindFor and reapMargin may be zero)
     */
    public Safety {
        if (!lease.isPositive()
                || !maxLife.isPositive()
                || grace.isNegative()
                || blindFor.isNegative()
                || reapMargin.isNegative()) {
            throw new IllegalArgumentException(
                    "lease and maxLife must be positive, grace, blindFor and reapMargin not negative: " + lease + ", "
                            + maxLife + ", " + grace + ", " + blindFor + ", " + reapMargin);
        }
    }

    /** The same, with nothing outside that runs {@code reap}. */
    public Safety withoutReap() {
        return new Safety(lease, grace, maxLife, blindFor, Optional.empty(), reapMargin);
    }
}
