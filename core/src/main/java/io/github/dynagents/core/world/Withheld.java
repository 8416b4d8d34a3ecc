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
 * @param length for how long this time
 */
public record Withheld(OfferingId offering, String reason, Instant until, int times, Duration length) {
    static final Duration LONGEST = Duration.ofHours(6);

    /** To ask again for what cannot be had costs nothing but a request, and jobs wait. */
    private static final Duration LONGEST_REFUSED = Duration.ofMinutes(15);

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

    /** How long at most after failures of this kind. */
    static Duration longest(Failure.Kind kind) {
        return switch (kind) {
            case THROTTLED, UNAVAILABLE, NO_CAPACITY, QUOTA -> LONGEST_REFUSED;
            case DENIED, INVALID, UNSUPPORTED, BROKEN -> LONGEST;
        };
    }

    /**
     * Twice as long as the last time, up to the longest that this kind of failure asks for; and as long as a first one
     * does. Twice that for each failure of whatever kind would withhold for hours what a short quota followed a short
     * shortage.
     */
    Duration next(Duration first, Duration longest) {
        Duration twice = shorter(length.multipliedBy(2), longest);
        return shorter(twice.compareTo(first) > 0 ? twice : first, LONGEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
