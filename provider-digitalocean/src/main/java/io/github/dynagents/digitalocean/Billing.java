package io.github.dynagents.digitalocean;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How DigitalOcean bills Droplets, as its pricing page said, by the day from which it held. The cap that made a month
 * cheaper than its hours is left out: it only makes a bill smaller.
 *
 * @param increment what running time is rounded up to
 * @param minimum the time that is paid for at least
 * @param minimumCharge the money that is paid at least
 */
record Billing(Duration increment, Duration minimum, Money minimumCharge) {
    private static final NavigableMap<Instant, Billing> PUBLISHED = new TreeMap<>();

    static {
        PUBLISHED.put(Instant.MIN, new Billing(Duration.ofHours(1), Duration.ofHours(1), Money.ZERO));
        PUBLISHED.put(
                Instant.parse("2026-01-01T00:00:00Z"),
                new Billing(Duration.ofSeconds(1), Duration.ofMinutes(1), Money.dollars("0.01")));
    }

    /** What holds at an instant. */
    static Billing at(Instant now) {
        return PUBLISHED.floorEntry(now).getValue();
    }

    /** The same, but for what an account's options say. */
    Billing overriddenBy(Settings account) {
        return new Billing(
                account.find("billing-increment", Duration.class).orElse(increment),
                account.find("billing-minimum", Duration.class).orElse(minimum),
                account.find("billing-minimum-charge", Money.class).orElse(minimumCharge));
    }

    /** The terms of a machine of that price: the minimum charge is the time that it buys. */
    BillingTerms terms(Money perHour) {
        if (perHour.micros() == 0) {
            return new BillingTerms(increment, minimum);
        }
        Duration charged =
                Duration.ofSeconds(Math.ceilDiv(Math.multiplyExact(minimumCharge.micros(), 3600), perHour.micros()));
        return new BillingTerms(increment, charged.compareTo(minimum) > 0 ? charged : minimum);
    }
}
