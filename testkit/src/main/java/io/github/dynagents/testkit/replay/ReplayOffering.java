package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.time.Spread;
import java.time.Duration;

/**
 * Something that a replay's cloud sells, for every platform alike.
 *
 * @param name tells it from others, such as {@code small}
 * @param speed jobs take the trace's time divided by it
 * @param usualBoot what the cloud says of its boots, from the purchase to an agent that takes jobs
 * @param boot how long they take
 */
public record ReplayOffering(
        String name, Money perHour, BillingTerms terms, double speed, Duration usualBoot, Spread boot) {
    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if the speed is not positive, or the usual boot negative
     */
    public ReplayOffering {
        if (!(speed > 0) || usualBoot.isNegative()) {
            throw new IllegalArgumentException(
                    "offering " + name + ": speed must be positive and boot not negative: " + speed + ", " + usualBoot);
        }
    }

    /** One of usual speed, whose boots all take as long. */
    public static ReplayOffering of(String name, Money perHour, BillingTerms terms, Duration boot) {
        return new ReplayOffering(name, perHour, terms, 1, boot, Spread.always(boot));
    }

    public ReplayOffering withSpeed(double other) {
        return new ReplayOffering(name, perHour, terms, other, usualBoot, boot);
    }

    /** The same, with boots that differ. */
    public ReplayOffering withBoot(Duration usual, Spread other) {
        return new ReplayOffering(name, perHour, terms, speed, usual, other);
    }

    /** How long a job runs on it that takes so long on a machine of usual speed. */
    Duration timeFor(Duration work) {
        return speed == 1 ? work : Duration.ofNanos(StrictMath.round(work.toNanos() / speed));
    }
}
