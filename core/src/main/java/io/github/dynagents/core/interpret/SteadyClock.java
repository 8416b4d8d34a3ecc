package io.github.dynagents.core.interpret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that never goes backwards. It follows the wall clock forwards at once; when that is set back, it goes on at
 * its own pace, so that leases are renewed and paid hours end as if nothing had happened.
 */
final class SteadyClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant base;
    private long baseNanos;

    /**
     * Starts at the wall clock's time.
     *
     * @param nanos a monotonic count of nanoseconds
     */
    SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.base = wall.instant();
        this.baseNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long elapsed = nanos.getAsLong() - baseNanos;
        Instant steady = base.plusNanos(elapsed);
        Instant told = wall.instant();
        if (told.isAfter(steady)) {
            base = told;
            baseNanos += elapsed;
            return told;
        }
        return steady;
    }

    /** How far the wall clock is behind: more than a moment means that it was set back. */
    synchronized Duration wallIsBehindBy() {
        return Duration.between(wall.instant(), instant());
    }
}
