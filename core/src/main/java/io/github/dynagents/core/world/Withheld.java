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

    /**
     * Twice as long as the last time, six hours at most; and as long as a first failure of that kind asks for. Twice that
     * for each failure of whatever kind would withhold for hours what a short quota followed a short shortage.
     */
    Duration next(Duration first) {
        Duration twice = length.multipliedBy(2);
        Duration longer = twice.compareTo(first) > 0 ? twice : first;
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
}
