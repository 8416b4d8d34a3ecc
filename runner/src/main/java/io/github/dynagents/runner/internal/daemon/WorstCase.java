package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be spent until everything is gone if the daemon dies this instant, in all and by pool, with and without reap;
 * and the most that a day can cost.
 *
 * @param reapEvery how often reap is run, if it is
 * @param ofDay the most that 24 hours can cost; empty if nothing limits it, or what is sold is not known
 * @param isDayLimited whether a limit an hour is set
 */
record WorstCase(
        Both all, Map<String, Both> pools, Optional<Duration> reapEvery, Optional<Money> ofDay, boolean isDayLimited) {
    private static final String ALL = "worst case if the daemon died now: ";

    /** With the reap that is configured, and if nobody runs it any more either. */
    record Both(Bound with, Bound without) {
        boolean isSame() {
            return with.equals(without);
        }
    }

    static WorstCase of(World world) {
        Map<String, Both> pools = new LinkedHashMap<>();
        for (Pool pool : world.fleet().pools()) {
            pools.put(pool.name(), new Both(Bound.of(world, pool.name()), Bound.withoutReap(world, pool.name())));
        }
        return new WorstCase(
                new Both(Bound.of(world), Bound.withoutReap(world)),
                pools,
                world.fleet().safety().reapEvery(),
                Bound.ofDay(world),
                world.fleet().limits().perHour().isPresent());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ALL
                + inAll(all.with())
                + reapEvery
                        .filter(every -> !all.isSame())
                        .map(every -> ", with a reap each " + every.toMinutes() + " minutes")
                        .orElse(""));
        if (!all.isSame()) {
            lines.add("  and if nobody reaped either: " + inAll(all.without()));
        }
        pools.forEach((pool, both) -> lines.add("  pool " + pool + ": " + inShort(both.with())
                + (both.isSame() ? "" : ", without reap " + inShort(both.without()))));
        lines.add(ofDay.map(most -> "the most that 24 hours can cost, whatever goes wrong: " + most)
                .orElse(
                        isDayLimited
                                ? "the most that 24 hours can cost is not known, as what some account sells is not"
                                : "what 24 hours can cost has no limit: set limits.per-hour"));
        return lines;
    }

    private static String inAll(Bound bound) {
        if (bound.isBounded()) {
            return bound.most() + ", all gone by " + bound.latest().truncatedTo(ChronoUnit.SECONDS);
        }
        String names = bound.unbounded().stream().map(MachineName::value).collect(Collectors.joining(", "));
        return "unbounded, as only a release ends the bill of " + names;
    }

    private static String inShort(Bound bound) {
        return bound.isBounded() ? bound.most().toString() : "unbounded";
    }

    /** For scripts: dollars as numbers, instants as texts. */
    static Map<String, Object> json(Both both) {
        Map<String, Object> json = json(both.with());
        json.put("withoutReap", json(both.without()));
        return json;
    }

    private static Map<String, Object> json(Bound bound) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("worstCase", bound.most().inDollars());
        json.put("bounded", bound.isBounded());
        json.put("allGoneBy", bound.latest().toString());
        return json;
    }
}
