package io.github.dynagents.core.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How time becomes money. A block booking is an offering with a long minimum. This record is frozen.
 *
 * @param increment what running time is rounded up to: a second, an hour
 * @param minimum what is paid for at least
 */
public record BillingTerms(Duration increment, Duration minimum) {
    /** As most clouds bill Linux machines today: each second, a minute at least. */
    public static final BillingTerms PER_SECOND = new BillingTerms(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Each begun hour. */
    public static final BillingTerms HOURLY = new BillingTerms(Duration.ofHours(1), Duration.ofHours(1));

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if the increment is not positive or the minimum is negative
     */
    public BillingTerms {
        if (!increment.isPositive() || minimum.isNegative()) {
            throw new IllegalArgumentException(
                    "billing increment must be positive and minimum not negative: " + increment + ", " + minimum);
        }
    }

    /** The time that is billed when a machine has existed for so long: never less than that, never zero. */
    public Duration billed(Duration lived) {
        Duration least = lived.compareTo(minimum) > 0 ? lived : minimum;
        long step = increment.toNanos(); // whole nanoseconds: Duration's own division is by big decimals
        return Duration.ofNanos(Math.max(1, Math.ceilDiv(least.toNanos(), step)) * step);
    }

    /** The instant up to which a machine born then is paid for, seen from now. */
    public Instant paidUntil(Instant born, Instant now) {
        return born.plus(billed(lived(born, now)));
    }

    /** What a machine costs in all that is born at one instant and gone at another. */
    public Money cost(Money perHour, Instant born, Instant gone) {
        return perHour.forTime(billed(lived(born, gone)));
    }

    private static Duration lived(Instant born, Instant until) {
        return until.isAfter(born) ? Duration.between(born, until) : Duration.ZERO;
    }
}
