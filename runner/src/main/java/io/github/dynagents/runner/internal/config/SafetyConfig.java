package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.world.Safety;
import java.time.Duration;
import java.util.Optional;

/**
 * How long machines live when nobody tells them to.
 *
 * @param lease unmoved for so long, a machine ends by itself
 * @param grace from drain, or the lease's end, to forced power-off
 * @param maxLife from birth to forced drain
 * @param blindFor how long leases are renewed while the CI server cannot be seen
 * @param reapEvery how often something else runs {@code dynagents reap}, if anything does
 * @param reapMargin how long after it must have ended by itself {@code dynagents reap} releases a machine
 * @param leaseUrl where machines fetch their leases whose cloud cannot show them any, if anywhere
 * @param acceptUnbounded whether to run although the worst case has no bound
 */
public record SafetyConfig(
        @Default("15m") @Positive Duration lease,
        @Default("1h") @Positive Duration grace,
        @Default("12h") @Positive Duration maxLife,
        @Default("30m") @Positive Duration blindFor,
        @Positive Optional<Duration> reapEvery,
        @Default("5m") Duration reapMargin,
        Optional<LeaseUrlConfig> leaseUrl,
        @Default("false") boolean acceptUnbounded) {
    /** As core takes it. */
    public Safety asSafety() {
        return new Safety(lease, grace, maxLife, blindFor, reapEvery, reapMargin);
    }
}
