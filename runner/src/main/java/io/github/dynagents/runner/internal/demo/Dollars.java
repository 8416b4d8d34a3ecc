package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money in cents, half a cent rounded up. */
final class Dollars {
    private Dollars() {}

    static String of(Money money) {
        return "$"
                + BigDecimal.valueOf(money.micros(), 6)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
