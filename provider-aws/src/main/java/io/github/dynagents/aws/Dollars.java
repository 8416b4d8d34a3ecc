package io.github.dynagents.aws;

import io.github.dynagents.core.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads dollars as AWS writes them: {@code 0.0424590000}. */
final class Dollars {
    private static final int MICROS = 6;
    private static final int MOST_DIGITS = 30;

    private Dollars() {}

    /**
     * An amount, rounded up to a micro-dollar: what is paid is never more than what was thought.
     *
     * @throws NumberFormatException if it is no decimal number, or an absurd one
     */
    static Money up(String amount) {
        if (amount.length() > MOST_DIGITS || !amount.matches("\\d+(\\.\\d+)?")) {
            throw new NumberFormatException("no amount of dollars: \"" + amount + "\"");
        }
        try {
            return new Money(new BigDecimal(amount)
                    .movePointRight(MICROS)
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact());
        } catch (ArithmeticException e) {
            NumberFormatException absurd = new NumberFormatException("no amount of dollars: \"" + amount + "\"");
            absurd.initCause(e);
            throw absurd;
        }
    }

    /** An amount as {@link #up} reads it: without zeros at its end. */
    static String plain(Money amount) {
        return BigDecimal.valueOf(amount.micros(), MICROS).stripTrailingZeros().toPlainString();
    }
}
