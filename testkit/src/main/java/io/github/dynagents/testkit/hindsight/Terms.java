package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import java.time.Duration;

/**
 * What machines are like and what waiting is worth.
 *
 * @param slots jobs that a machine runs at once
 * @param price of a machine for an hour
 * @param boot from the purchase of a machine to its first job, paid for
 * @param worth of an hour that one job waits
 */
public record Terms(int slots, Money price, BillingTerms billing, Duration boot, Money worth, Buying buying) {
    /** @throws IllegalArgumentException if there is no slot, or a price, the boot or the worth is negative */
    public Terms {
        if (slots < 1 || price.micros() < 0 || boot.isNegative() || worth.micros() < 0) {
            throw new IllegalArgumentException(
                    "no such machine: " + slots + " slots, " + price + " an hour, boot " + boot + ", worth " + worth);
        }
    }

    /** Two slots, $0.10 an hour, 90 s to boot. */
    public static Terms of(BillingTerms billing, Money worth) {
        return new Terms(2, Money.dollars("0.10"), billing, Duration.ofSeconds(90), worth, Buying.FOR_A_SLOT);
    }

    public Terms with(Buying other) {
        return new Terms(slots, price, billing, boot, worth, other);
    }
}
