package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import java.time.Instant;
import java.util.List;

/**
 * What happened in a replay, for plots.
 *
 * @param machines in the order of their purchases
 * @param queue how many jobs waited, at each change
 */
public record ReplayTimeline(List<Life> machines, List<Queue> queue) {
    public ReplayTimeline {
        machines = List.copyOf(machines);
        queue = List.copyOf(queue);
    }

    /**
     * A machine's life.
     *
     * @param pool whose it was
     * @param offering what it was bought as
     * @param end when it was released, or the replay ended
     */
    public record Life(String pool, String offering, Money perHour, BillingTerms terms, Instant born, Instant end) {}

    /** So many jobs waited from then on. */
    public record Queue(Instant at, int waiting) {}

    /** What had been paid by that instant, begun increments included. */
    public Money costAt(Instant when) {
        return machines.stream()
                .filter(life -> life.born().isBefore(when))
                .map(life -> life.terms()
                        .cost(life.perHour(), life.born(), life.end().isBefore(when) ? life.end() : when))
                .reduce(Money.ZERO, Money::plus);
    }
}
