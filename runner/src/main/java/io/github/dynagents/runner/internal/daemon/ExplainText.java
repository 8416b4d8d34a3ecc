package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.policy.Considered;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Say;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/** One tick of a recording for people: what was known, decided, refused, and considered. */
public final class ExplainText {
    private final Explained explained;
    private final World world;
    private final List<String> lines = new ArrayList<>();

    private ExplainText(Explained explained) {
        this.explained = explained;
        this.world = explained.tick().world();
    }

    /** In lines. */
    public static List<String> of(Explained explained) {
        ExplainText text = new ExplainText(explained);
        text.lines.add("tick of " + text.world.now());
        text.known();
        text.part("decided", explained.decisions(), decision -> Phrases.of(decision) + ": " + decision.reason());
        text.part(
                "refused by the limits",
                explained.refused(),
                refused -> Phrases.of(refused.decision()) + ": " + refused.why());
        text.part("considered and rejected", explained.rejected(), ExplainText::weighed);
        text.part("considered and chosen", explained.chosen(), ExplainText::weighed);
        text.part("told", explained.told(), tell -> tell.reason().toString());
        text.lines.add("looks again at " + explained.tick().plan().wakeAt() + " unless something changes before");
        return text.lines;
    }

    private static String weighed(Considered considered) {
        return (considered.pool().isEmpty() ? "" : "pool " + considered.pool() + ", ") + considered.what() + ": "
                + considered.reason();
    }

    /** What is decided is told even if it is nothing; the rest only if there is any. */
    private <T> void part(String title, List<T> items, Function<T, String> say) {
        if (!items.isEmpty() || title.equals("decided")) {
            lines.add(title + ":" + (items.isEmpty() ? " nothing" : ""));
            items.forEach(item -> lines.add("  " + say.apply(item)));
        }
    }

    private void known() {
        lines.add("known:");
        sources("CI server ", world.seen().servers(), queue -> PlanText.jobs(queue));
        sources("account ", world.seen().clouds(), list -> list.machines().size() + " machine(s)");
        sources("what is sold at account ", world.seen().offerings(), list -> list.size() + " offering(s)");
        explained.offerings().forEach(offering -> lines.add("    " + offering(offering)));
        explained.pools().forEach(this::pool);
        world.strangers().forEach(machine -> lines.add("  of no pool, and left alone: " + machine.name()));
        world.breakers().open().forEach(breaker -> lines.add("  " + breaker.sentence()));
    }

    private <T> void sources(String what, SortedMap<String, Observed<T>> sources, Function<T, String> say) {
        sources.forEach((name, observed) -> lines.add("  " + what + name + source(observed, say)));
    }

    private <T> String source(Observed<T> observed, Function<T, String> say) {
        return switch (observed) {
            case Observed.Never<T> never -> " is unknown since " + Say.it(never.since()) + ": " + never.reason();
            case Observed.Known<T> known -> ": " + say.apply(known.latest()) + ", asked " + before(known.asked());
            case Observed.Stale<T> stale ->
                " is unknown since " + Say.it(stale.failingSince()) + ": " + stale.reason() + "; last known "
                        + before(stale.asked()) + ": " + say.apply(stale.latest());
        };
    }

    private String before(Instant when) {
        return Say.it(Duration.between(when, world.now())) + " before";
    }

    private String offering(Offering offering) {
        return PlanText.sells(offering)
                + world.withheld(offering.id())
                        .map(withheld -> "; withheld until " + Say.it(withheld.until()) + ": " + withheld.reason())
                        .orElse("");
    }

    private void pool(Pool pool) {
        List<Job> waiting = world.demand().waiting(pool.name());
        String oldest = waiting.stream()
                .map(Job::created)
                .min(Comparator.naturalOrder())
                .map(created -> ", the oldest since " + Say.it(Duration.between(created, world.now())))
                .orElse("");
        lines.add("  pool " + pool.name() + ": " + waiting.size() + " waiting" + oldest + ", "
                + world.seatsOf(pool).count() + " machine(s), an hour of waiting is worth " + pool.worth());
        world.seatsOf(pool).forEach(seat -> lines.add("    " + PlanText.machine(seat, world.now())));
    }

    /** A tick in one line, for a list of many. */
    public static String line(Explained explained) {
        List<String> done = new ArrayList<>();
        for (Decision decision : explained.deeds()) {
            done.add(Phrases.of(decision) + ": " + decision.reason().words());
        }
        explained
                .refused()
                .forEach(refused -> done.add("not " + Phrases.of(refused.decision()) + ": " + refused.why()));
        return explained.tick().world().now() + "  " + String.join("; ", Explained.counted(done));
    }
}
