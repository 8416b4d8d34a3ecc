package io.github.dynagents.testkit.hindsight;

/**
 * {@link Terms} in nanoseconds and dollars, for the inner loop.
 *
 * @param increment what a machine's life is rounded up to
 * @param minimum what is paid for at least
 * @param price dollars for a machine's nanosecond
 * @param worth dollars for a job's nanosecond of waiting
 */
record Tariff(long increment, long minimum, double price, double worth) {
    static final double HOUR = 3.6e12;

    static Tariff of(Terms terms) {
        return new Tariff(
                terms.billing().increment().toNanos(),
                terms.billing().minimum().toNanos(),
                terms.price().inDollars() / HOUR,
                terms.worth().inDollars() / HOUR);
    }

    /** The time that is paid for when a machine has lived for so long. */
    long billed(long lived) {
        return Math.max(1, Math.ceilDiv(Math.max(lived, minimum), increment)) * increment;
    }

    double cost(long lived) {
        return billed(lived) * price;
    }
}
