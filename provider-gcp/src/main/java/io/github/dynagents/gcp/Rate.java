package io.github.dynagents.gcp;

import io.github.dynagents.core.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Dollars for one of something. Google counts it in billionths: a micro-dollar is too coarse for a GiB of memory.
 *
 * @param dollars more than zero, a thousand at most
 */
record Rate(BigDecimal dollars) implements Comparable<Rate> {
    private static final int MICROS = 6;
    private static final int MOST_DIGITS = 30;
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

    Rate {
        if (dollars.signum() <= 0 || dollars.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a price must be more than zero, and $1000 at most");
        }
    }

    /**
     * Reads a decimal number such as {@code 0.02181159}.
     *
     * @throws IllegalArgumentException if it is none, or an absurd one
     */
    static Rate read(String amount) {
        if (amount.length() > MOST_DIGITS || !amount.matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("no amount of dollars: \"" + amount + "\"");
        }
        return new Rate(new BigDecimal(amount));
    }

    /** So many of it, exactly. */
    BigDecimal times(double count) {
        return dollars.multiply(BigDecimal.valueOf(count));
    }

    /** An hour of so many of it, of what is priced by the month. */
    Money monthly(int count) {
        return up(times(count).divide(HOURS_A_MONTH, MICROS, RoundingMode.CEILING));
    }

    /** An amount, rounded up to a micro-dollar: what is paid is never more than what was thought. */
    static Money up(BigDecimal dollars) {
        return new Money(
                dollars.movePointRight(MICROS).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    Rate max(Rate other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Rate other) {
        return dollars.compareTo(other.dollars);
    }

    /** As {@link #read} reads it: without zeros at its end. */
    @Override
    public String toString() {
        return dollars.stripTrailingZeros().toPlainString();
    }
}
