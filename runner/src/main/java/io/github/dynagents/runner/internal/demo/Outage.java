package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.cloud.Invoice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The daemon is killed, and comes back later. What was promised for that is held against the clouds' own invoices. */
final class Outage {
    private final Day day;
    private final Journal journal;
    private Optional<Promise> promise = Optional.empty();
    private Optional<Return> comeback = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();

    /**
     * What is known when the daemon is killed.
     *
     * @param worstCase what may be spent from then on until all is gone
     * @param latest when all is gone at the latest
     */
    record Promise(Instant at, Money worstCase, Instant latest, List<MachineName> machines) {}

    /**
     * The daemon is back.
     *
     * @param adopted machines of before that live on
     */
    record Return(Instant at, List<MachineName> adopted) {}

    /** All machines of before are gone, and cost that much since the kill. */
    record Outcome(Instant at, Money spent) {}

    Outage(Day day, Journal journal) {
        this.day = day;
        this.journal = journal;
    }

    /** Before the kill, the daemon's own bound is noted. */
    void begin() {
        Promise made = day.bound()
                .map(bound -> new Promise(day.now(), bound.most(), bound.latest(), alive()))
                .orElseThrow();
        journal.add(
                Style.BOLD,
                "worst case",
                Dollars.of(made.worstCase()),
                "is the most that " + made.machines().size() + " machines can still cost, all gone by "
                        + Clock.of(made.latest()) + " at the latest");
        day.killDaemon();
        promise = Optional.of(made);
        journal.add(Style.RED, "kill -9", "the daemon", "nobody watches the machines now but themselves");
    }

    /** It remembers nothing; what the clouds list has to suffice. */
    void end() {
        List<MachineName> left = alive();
        comeback = Optional.of(new Return(day.now(), left));
        day.startDaemon();
        journal.add(
                Style.GREEN,
                "start",
                "the daemon",
                "is back, remembers nothing, and adopts what the clouds list: "
                        + (left.isEmpty()
                                ? "nothing is left"
                                : left.stream().map(MachineName::value).collect(Collectors.joining(", "))));
    }

    /** Looks whether all machines of before are gone. */
    void look() {
        if (comeback.isEmpty() || outcome.isPresent()) {
            return;
        }
        Promise made = promise.orElseThrow();
        if (spentBy().stream().allMatch(item -> item.ended().isPresent())) {
            Outcome ended = new Outcome(day.now(), spentSinceKill());
            outcome = Optional.of(ended);
            journal.add(
                    Style.BOLD,
                    "spent",
                    Dollars.of(ended.spent()),
                    "since the kill by the machines of then, all gone now; worst case printed before: "
                            + Dollars.of(made.worstCase()));
        }
    }

    /** What the machines of before have cost since the kill, by the clouds' own count. */
    Money spentSinceKill() {
        Instant killed = promise.orElseThrow().at();
        Money spent = Money.ZERO;
        for (Invoice.Item item : spentBy()) {
            spent = spent.plus(item.amount(day.now())).minus(item.amount(killed));
        }
        return spent;
    }

    /** All that the dead daemon had bought: also what was on its way when it was killed. */
    private List<Invoice.Item> spentBy() {
        Instant killed = promise.orElseThrow().at();
        Instant back = comeback.map(Return::at).orElse(day.now());
        return day.bill().stream()
                .filter(item -> item.born().isBefore(back)
                        && item.ended().filter(end -> end.isBefore(killed)).isEmpty())
                .toList();
    }

    private List<MachineName> alive() {
        return day.machines().stream().map(Machine::name).toList();
    }

    Optional<Promise> promise() {
        return promise;
    }

    Optional<Return> comeback() {
        return comeback;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }
}
