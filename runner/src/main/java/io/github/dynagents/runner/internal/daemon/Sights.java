package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a tick has seen of its sources, as a whole. */
final class Sights {
    private Sights() {}

    /** Whether every source has answered, or failed to. */
    static boolean isComplete(Observation seen) {
        return Stream.of(seen.clouds(), seen.offerings(), seen.servers())
                .flatMap(sources -> sources.values().stream())
                .noneMatch(Observed::isNew);
    }

    /** What is unknown, and why. */
    static List<String> unknown(Observation seen) {
        List<String> unknown = new ArrayList<>();
        seen.servers().forEach((name, observed) -> note("CI server " + name, observed, unknown));
        seen.clouds().forEach((name, observed) -> note("machines of account " + name, observed, unknown));
        seen.offerings().forEach((name, observed) -> note("offerings of account " + name, observed, unknown));
        return unknown;
    }

    private static void note(String what, Observed<?> observed, List<String> unknown) {
        if (!observed.isKnown()) {
            unknown.add(what + ": " + observed.why());
        }
    }
}
