package io.github.dynagents.core.world;

import java.time.Duration;

/**
 * How much may look wrong before nothing is bought any more: what the {@link Breaker}s go by. Nothing of this is reached
 * while all is well, whatever the queue does.
 *
 * @param purchases in any hour; a refused one does not count
 * @param brokenBoots of one pool in a row, whatever was bought; those of one offering at one moment count as one
 * @param unexpected machines of one account in any hour that this daemon did not buy
 * @param clocks how far the clock of a cloud or a CI server may be from ours
 * @param age of the newest answer of a source that does not fail
 * @param spending how many times as much may be spent on a pool as work has needed lately (within maxLife, and eight
 *     days at least), or a floor asks for
 */
public record Tolerance(
        int purchases, int brokenBoots, int unexpected, Duration clocks, Duration age, double spending) {
    private static final int LIVES_AN_HOUR = 6;
    private static final int SPARE = 20;

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if a count or a time is not positive, or spending is below 1
     */
    public Tolerance {
        if (purchases < 1 || brokenBoots < 1 || unexpected < 1 || !clocks.isPositive() || !age.isPositive()) {
            throw new IllegalArgumentException("tolerances must be positive: " + purchases + " purchases, "
                    + brokenBoots + " broken boots, " + unexpected + " unexpected machines, " + clocks + ", " + age);
        }
        if (!(spending >= 1)) {
            throw new IllegalArgumentException("spending must be 1 at least: " + spending);
        }
    }

    /** The usual one for so many machines: each may be replaced six times an hour. */
    public static Tolerance of(Limits limits) {
        long purchases = (long) limits.machines() * LIVES_AN_HOUR + SPARE;
        return new Tolerance(
                (int) Math.min(purchases, Integer.MAX_VALUE), 5, 3, Duration.ofMinutes(5), Duration.ofMinutes(10), 3.0);
    }

    /** The same, with so many purchases in any hour. */
    public Tolerance withPurchases(int most) {
        return new Tolerance(most, brokenBoots, unexpected, clocks, age, spending);
    }

    /** Whether the purchases of an hour are limited at all. */
    public boolean limitsPurchases() {
        return purchases < Integer.MAX_VALUE;
    }
}
