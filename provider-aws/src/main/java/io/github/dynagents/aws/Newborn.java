package io.github.dynagents.aws;

import io.github.dynagents.core.model.MachineName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was bought a moment ago, which lists may not show yet: so long it is not gone for being missing. */
final class Newborn {
    private final InstantSource clock;
    private final Duration lag;
    private final Map<MachineName, Born> born = new HashMap<>();

    private record Born(String id, Instant at) {}

    Newborn(InstantSource clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    synchronized void add(MachineName name, String id) {
        Instant now = clock.instant();
        born.values().removeIf(each -> each.at().plus(lag).isBefore(now));
        born.put(name, new Born(id, now));
    }

    /** It is gone for certain. */
    synchronized void remove(String id) {
        born.values().removeIf(each -> each.id().equals(id));
    }

    synchronized Optional<String> id(MachineName name) {
        return Optional.ofNullable(born.get(name))
                .filter(each -> clock.instant().isBefore(each.at().plus(lag)))
                .map(Born::id);
    }

    /** Whether what was born then may not be shown yet, whoever has bought it. */
    boolean isYoung(Instant born) {
        return clock.instant().isBefore(born.plus(lag));
    }

    synchronized boolean has(String id) {
        return born.values().stream()
                .anyMatch(each -> each.id().equals(id)
                        && clock.instant().isBefore(each.at().plus(lag)));
    }
}
