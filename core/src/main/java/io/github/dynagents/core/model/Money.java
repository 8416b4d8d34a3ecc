package io.github.dynagents.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Dollars, counted in whole micro-dollars: exact, ordered, the same on every machine. This record is frozen.
 *
 * @param micros millionths of a dollar; may be negative where a difference is meant
 */
public record Money(long micros) implements Comparable<Money> {
    /** No money at all. */
    public static final Money ZERO = new Money(0);

    private static final BigDecimal MICROS_PER_DOLLAR = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /**
     * An amount of dollars such as {@code "0.0425"}, rounded half up to a micro-dollar.
     *
     * @throws NumberFormatException if it is not a decimal number
     */
    public static Money dollars(String amount) {
        return new Money(new BigDecimal(amount)
                .multiply(MICROS_PER_DOLLAR)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /** An amount of dollars, rounded to the nearest micro-dollar. */
    public static Money dollars(double amount) {
        return new Money(StrictMath.round(amount * 1e6));
    }

    public double inDollars() {
        return micros / 1e6;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micros, other.micros));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(micros, other.micros));
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(micros, count));
    }

    /** What so much time costs at this price per hour, rounded up to the next micro-dollar. */
    public Money forTime(Duration time) {
        if (time.toNanosPart() == 0) {
            return new Money(Math.ceilDiv(Math.multiplyExact(micros, time.toSeconds()), 3600));
        }
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9);
        return new Money(BigDecimal.valueOf(micros)
                .multiply(seconds)
                .divide(SECONDS_PER_HOUR, 0, RoundingMode.CEILING)
                .longValueExact());
    }

    public Money max(Money other) {
        return micros >= other.micros ? this : other;
    }

    public Money min(Money other) {
        return micros <= other.micros ? this : other;
    }

    public boolean isMoreThan(Money other) {
        return micros > other.micros;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, other.micros);
    }

    /** As {@code $1.2345}: four decimals at most, two at least. */
    @Override
    public String toString() {
        BigDecimal dollars = BigDecimal.valueOf(micros).movePointLeft(6).setScale(4, RoundingMode.HALF_UP);
        BigDecimal plain = dollars.stripTrailingZeros();
        String digits = plain.setScale(Math.max(2, plain.scale()), RoundingMode.UNNECESSARY)
                .abs()
                .toPlainString();
        return (dollars.signum() < 0 ? "-$" : "$") + digits;
    }
}
