package io.github.dynagents.core.world;

import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;

/**
 * An offering that is not bought for now. The record outlives its end, so that the next failure withholds it longer; a
 * machine of it that takes jobs clears it.
 *
 * @param times how often in a row
 */
public record Withheld(OfferingId offering, String reason, Instant until, int times) {
    private static final Duration LONGEST = Duration.ofHours(6);

    /** Whether it is withheld at that instant. */
    public boolean isActive(Instant now) {
        return until.isAfter(now);
    }

    /** How long after the first failure of this kind. */
    static Duration first(Failure.Kind kind) {
        return switch (kind) {
            case THROTTLED, UNAVAILABLE -> Duration.ofSeconds(10);
            case NO_CAPACITY -> Duration.ofMinutes(1);
            case QUOTA, DENIED, INVALID, UNSUPPORTED, BROKEN -> Duration.ofMinutes(5);
        };
    }

    /** Twice as long each time, six hours at most. */
    static Duration after(Duration first, int times) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 12));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
