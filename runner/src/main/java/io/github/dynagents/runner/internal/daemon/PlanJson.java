package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Observed;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A {@link Look} for scripts: dollars as numbers, instants as texts. */
public final class PlanJson {
    private PlanJson() {}

    /** As objects and lists. */
    public static Map<String, Object> of(Look look) {
        World world = look.world();
        WorstCase worst = WorstCase.of(world);
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("at", world.now().toString());
        plan.put("servers", sources(world.seen().servers()));
        plan.put("accounts", sources(world.seen().clouds()));
        plan.put("offerings", sources(world.seen().offerings()));
        plan.put("findings", look.findings().json());
        plan.put(
                "pools",
                world.fleet().pools().stream()
                        .map(pool -> pool(world, worst, pool))
                        .toList());
        plan.put(
                "decisions",
                look.cut().kept().stream()
                        .filter(decision -> !(decision instanceof Decision.Tell))
                        .map(PlanJson::decision)
                        .toList());
        plan.put("refused", look.cut().refused().stream().map(PlanJson::refused).toList());
        plan.put(
                "notes",
                look.cut().kept().stream()
                        .filter(Decision.Tell.class::isInstance)
                        .map(decision -> decision.reason().toString())
                        .toList());
        plan.put(
                "strangers",
                world.strangers().stream().map(m -> m.name().value()).toList());
        plan.put(
                "breakers",
                world.breakers().open().stream().map(PlanJson::breaker).toList());
        plan.putAll(WorstCase.json(worst.all()));
        worst.ofDay().ifPresent(most -> plan.put("mostADay", most.inDollars()));
        return plan;
    }

    static <T> List<Map<String, Object>> sources(Map<String, Observed<T>> sources) {
        return sources.entrySet().stream()
                .map(source -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("name", source.getKey());
                    one.put("known", source.getValue().isKnown());
                    one.put("why", source.getValue().why());
                    return one;
                })
                .toList();
    }

    private static Map<String, Object> pool(World world, WorstCase worst, Pool pool) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", pool.name());
        one.put("waiting", world.demand().waiting(pool.name()).size());
        one.putAll(WorstCase.json(Objects.requireNonNull(worst.pools().get(pool.name()))));
        one.put(
                "machines",
                world.seatsOf(pool).map(seat -> machine(seat, world.now())).toList());
        return one;
    }

    static Map<String, Object> machine(Seat seat, Instant now) {
        Map<String, Object> one = new LinkedHashMap<>();
        MachineName name = seat.name();
        one.put("name", name.value());
        one.put("account", seat.account());
        one.put("state", SeatLog.describe(seat));
        one.put("perHour", seat.price().perHour().inDollars());
        if (seat instanceof Seat.Listed listed) {
            one.put("jobs", listed.work().jobs().size());
            one.put("paidUntil", listed.paidUntil(now).toString());
        }
        return one;
    }

    static Map<String, Object> decision(Decision decision) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("what", Phrases.of(decision));
        one.put("why", decision.reason().toString());
        return one;
    }

    static Map<String, Object> breaker(Breaker breaker) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kind", breaker.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        one.put("reach", breaker.reach().toString());
        one.put("since", breaker.since().toString());
        one.put("why", breaker.why());
        one.put("advice", breaker.kind().advice());
        return one;
    }

    static Map<String, Object> refused(Cut.Refused refused) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("what", Phrases.of(refused.decision()));
        one.put("why", refused.why());
        return one;
    }
}
