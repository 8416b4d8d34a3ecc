package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A {@link Look} for people. */
public final class PlanText {
    private final World world;
    private final Cut cut;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Look look) {
        this.world = look.world();
        this.cut = look.cut();
    }

    /** In lines. */
    public static List<String> of(Look look) {
        PlanText text = new PlanText(look);
        text.servers();
        text.accounts();
        text.lines.addAll(look.findings().lines());
        look.world().fleet().pools().forEach(text::pool);
        text.strangers();
        text.decisions();
        text.bound();
        return text.lines;
    }

    private void servers() {
        world.seen()
                .servers()
                .forEach((name, observed) -> lines.add(observed.value()
                        .filter(queue -> observed.isKnown())
                        .map(queue -> "CI server " + name + ": " + jobs(queue))
                        .orElse("CI server " + name + " is unknown: " + observed.why())));
    }

    static String jobs(CiQueue queue) {
        return count(queue.jobs(), JobState.PENDING) + " pending, " + count(queue.jobs(), JobState.HELD)
                + " held by the server, "
                + (count(queue.jobs(), JobState.ASSIGNED) + count(queue.jobs(), JobState.RUNNING)) + " running";
    }

    private static long count(List<Job> jobs, JobState state) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    private void accounts() {
        world.seen()
                .clouds()
                .forEach((name, observed) -> lines.add(observed.value()
                        .filter(list -> observed.isKnown())
                        .map(list -> "account " + name + ": " + list.machines().size() + " machine(s)")
                        .orElse("account " + name + " is unknown: " + observed.why())));
        world.seen().offerings().forEach((name, observed) -> {
            if (!observed.isKnown()) {
                lines.add("what account " + name + " sells is unknown: " + observed.why());
            }
        });
        for (Offering offering : world.seen().sold().values()) {
            lines.add("  sells " + sells(offering));
        }
    }

    static String sells(Offering offering) {
        return offering.id().value() + " at " + offering.perHour() + " an hour"
                + (offering.type().isEmpty() ? "" : ", " + offering.type())
                + (offering.zone().isEmpty() ? "" : ", " + offering.zone())
                + ", billed by "
                + (offering.terms().increment().toSeconds() == 1
                        ? "the second"
                        : offering.terms().increment().toMinutes() + " minutes")
                + ", boots in " + offering.usualBoot().toSeconds() + "s ("
                + offering.id().account() + ")";
    }

    private void pool(Pool pool) {
        lines.add("pool " + pool.name() + ": "
                + world.demand().waiting(pool.name()).size() + " waiting, "
                + world.seatsOf(pool).count() + " machine(s)");
        world.seatsOf(pool).forEach(seat -> lines.add("  " + machine(seat, world.now())));
    }

    static String machine(Seat seat, Instant now) {
        String paid = seat instanceof Seat.Listed listed
                ? ", paid until " + listed.paidUntil(now).truncatedTo(ChronoUnit.SECONDS)
                : "";
        return seat.name() + " (" + seat.account() + ", " + seat.price().perHour() + " an hour) "
                + SeatLog.describe(seat) + paid;
    }

    private void strangers() {
        world.strangers()
                .forEach(machine -> lines.add("not of any configured pool, and left alone: " + machine.name()));
    }

    private void decisions() {
        List<Decision> doing = cut.kept().stream()
                .filter(decision -> !(decision instanceof Decision.Tell))
                .toList();
        lines.add(doing.isEmpty() ? "would do: nothing" : "would do:");
        doing.forEach(decision -> lines.add("  " + Phrases.of(decision) + ": " + decision.reason()));
        cut.refused()
                .forEach(refused -> lines.add("would not: " + Phrases.of(refused.decision()) + ": " + refused.why()));
        for (Decision decision : cut.kept()) {
            if (decision instanceof Decision.Tell tell) {
                lines.add("note: " + tell.reason());
            }
        }
    }

    private void bound() {
        lines.addAll(WorstCase.of(world).lines());
        Money more = cut.kept().stream()
                .map(decision -> decision instanceof Decision.Buy buy ? buy.atMost() : Money.ZERO)
                .reduce(Money.ZERO, Money::plus);
        if (more.isMoreThan(Money.ZERO)) {
            lines.add("the purchases above would add " + more + " at most to the worst case");
        }
    }
}
