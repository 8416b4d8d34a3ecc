package io.github.dynagents.testkit.cloud;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the cloud bills, by its own count: not what anybody believes.
 *
 * @param asOf what is billed up to this instant; a machine that lives on is billed for its begun increment
 * @param items one for each machine, in the order of their births
 */
public record Invoice(Instant asOf, List<Item> items) {
    public Invoice {
        items = List.copyOf(items);
    }

    /**
     * One machine's line.
     *
     * @param ended when its bill ended; empty while it is billed
     */
    public record Item(
            String account,
            String owner,
            String pool,
            MachineName name,
            String nativeId,
            String offering,
            Money perHour,
            BillingTerms terms,
            Instant born,
            Optional<Instant> ended) {

        /** What it costs up to that instant, begun increments included. */
        public Money amount(Instant upTo) {
            Instant end = ended.filter(e -> e.isBefore(upTo)).orElse(upTo);
            return born.isAfter(upTo) ? Money.ZERO : terms.cost(perHour, born, end);
        }

        /** How long it has been billed for, begun increments included. */
        public Duration billed(Instant upTo) {
            Instant end = ended.filter(e -> e.isBefore(upTo)).orElse(upTo);
            return born.isAfter(upTo) ? Duration.ZERO : terms.billed(Duration.between(born, end));
        }
    }

    /** All of it. */
    public Money total() {
        return totalAt(asOf);
    }

    /** What had been billed up to an earlier instant. */
    public Money totalAt(Instant upTo) {
        return sum(items, upTo);
    }

    /** What was added in each hour from that instant on; the last one may be a part of an hour. */
    public List<Money> perHour(Instant from) {
        List<Money> hours = new ArrayList<>();
        Money before = totalAt(from);
        for (Instant hour = from; hour.isBefore(asOf); hour = hour.plus(Duration.ofHours(1))) {
            Instant end = hour.plus(Duration.ofHours(1));
            Money after = totalAt(end.isAfter(asOf) ? asOf : end);
            hours.add(after.minus(before));
            before = after;
        }
        return hours;
    }

    /** What one pool's machines cost. */
    public Money ofPool(String pool) {
        return sum(items.stream().filter(item -> item.pool().equals(pool)).toList(), asOf);
    }

    /** How long machines have been billed for, all together. */
    public Duration machineTime() {
        return items.stream().map(item -> item.billed(asOf)).reduce(Duration.ZERO, Duration::plus);
    }

    private static Money sum(List<Item> items, Instant upTo) {
        Money total = Money.ZERO;
        for (Item item : items) {
            total = total.plus(item.amount(upTo));
        }
        return total;
    }
}
