package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import java.time.Duration;

/**
 * What it costs to have one load of jobs done on a new machine, in dollars; not in {@link Money}, which overflows where
 * somebody's price and patience are both absurd.
 *
 * @param paid for the machine, from its birth: rounded up as it is billed, and at least the minimum, less what the unused
 *     rest of that is worth
 * @param waiting of the jobs until they begin: for the machine to boot, and for the rounds before theirs
 * @param interruptions what is expected to be lost by them
 */
record Cost(double paid, double waiting, double interruptions) {
    /** A century: rounding that up changes nothing, and could overflow. */
    private static final double MOST_HOURS = 876_600;

    /** Of the work since a job's start, on average: an interruption may come at any moment of it. */
    private static final double LOST = 0.5;

    /**
     * Of one offering.
     *
     * @param boot from its purchase to an agent that takes jobs
     * @param worth of an hour of one waiting job
     * @param interruptedPerHour how often such a machine is taken back in an hour
     * @param restShare what a dollar's worth of paid and unused time is worth to later jobs: 0 to 1
     */
    static Cost of(
            Offering offering, Load load, Duration boot, Money worth, double interruptedPerHour, double restShare) {
        double bootHours = boot.toMillis() / 3.6e6;
        double roundHours = load.hours(offering.speed());
        double used = bootHours + load.rounds() * roundHours;
        double price = offering.perHour().inDollars();
        double rest = Math.max(0, billedHours(offering.terms(), used) - used);
        double waited = load.rounds() * bootHours + roundHours * load.rounds() * (load.rounds() - 1.0) / 2;
        double ofWaiting = worth.inDollars() * load.slots();
        // the machine's time and the jobs' are lost since their start, and until another machine is up
        double perInterruption = (LOST * roundHours + bootHours) * (price + ofWaiting);
        return new Cost(
                price * (used + rest * (1 - Math.clamp(restShare, 0, 1))),
                ofWaiting * waited,
                interruptedPerHour * used * perInterruption);
    }

    /** What is billed for so much time. */
    static double billedHours(BillingTerms terms, double hours) {
        return hours > MOST_HOURS
                ? hours
                : terms.billed(Duration.ofMillis((long) (hours * 3.6e6))).toMillis() / 3.6e6;
    }

    double total() {
        return paid + waiting + interruptions;
    }

    /** How much more than another, for people. */
    Money beyond(Cost other) {
        return Money.dollars(total() - other.total());
    }
}
