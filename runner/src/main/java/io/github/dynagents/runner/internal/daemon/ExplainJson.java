package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.policy.Considered;
import io.github.dynagents.core.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One tick of a recording for scripts: dollars as numbers, instants as texts. */
public final class ExplainJson {
    private ExplainJson() {}

    /** As objects and lists. */
    public static Map<String, Object> of(Explained explained) {
        World world = explained.tick().world();
        Map<String, Object> json = line(explained);
        json.put("wakeAt", explained.tick().plan().wakeAt().toString());
        json.put("servers", PlanJson.sources(world.seen().servers()));
        json.put("accounts", PlanJson.sources(world.seen().clouds()));
        json.put(
                "offerings",
                explained.offerings().stream()
                        .map(offering -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("id", offering.id().toString());
                            one.put("perHour", offering.perHour().inDollars());
                            world.withheld(offering.id()).ifPresent(withheld -> {
                                one.put("withheldUntil", withheld.until().toString());
                                one.put("withheldFor", withheld.reason());
                            });
                            return one;
                        })
                        .toList());
        json.put(
                "pools",
                explained.pools().stream()
                        .map(pool -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("name", pool.name());
                            one.put(
                                    "waiting",
                                    world.demand().waiting(pool.name()).size());
                            one.put("worth", pool.worth().inDollars());
                            one.put(
                                    "machines",
                                    world.seatsOf(pool)
                                            .map(seat -> PlanJson.machine(seat, world.now()))
                                            .toList());
                            return one;
                        })
                        .toList());
        json.put("considered", considered(explained));
        json.put(
                "notes",
                explained.told().stream().map(tell -> tell.reason().toString()).toList());
        json.put(
                "breakers",
                world.breakers().open().stream().map(PlanJson::breaker).toList());
        return json;
    }

    /** What was decided alone, for a list of many. */
    public static Map<String, Object> line(Explained explained) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", explained.tick().world().now().toString());
        json.put("asRecorded", explained.tick().isAsRecorded());
        json.put(
                "decisions",
                explained.decisions().stream().map(PlanJson::decision).toList());
        json.put("refused", explained.refused().stream().map(PlanJson::refused).toList());
        return json;
    }

    private static List<Map<String, Object>> considered(Explained explained) {
        return Stream.of(explained.rejected(), explained.chosen())
                .flatMap(List::stream)
                .map(ExplainJson::considered)
                .toList();
    }

    private static Map<String, Object> considered(Considered considered) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("pool", considered.pool());
        one.put("what", considered.what());
        one.put("chosen", considered.verdict() == Considered.Verdict.CHOSEN);
        one.put("why", considered.reason().toString());
        return one;
    }
}
