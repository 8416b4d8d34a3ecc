package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.Effects;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which faults took effect, how often, where, and for how long. */
final class EffectLog implements Effects {
    private static final Duration QUIET = Duration.ofHours(1);

    private final VirtualTime time;
    private final SortedMap<FaultKind, Integer> counts = new TreeMap<>();
    private final Map<FaultKind, Map<String, Episode>> episodes = new EnumMap<>(FaultKind.class);

    /** A time in which a kind of fault took effect at one place again and again. */
    private static final class Episode {
        private Instant first;
        private Instant last;
        private int ongoing;

        Episode(Instant now) {
            first = now;
            last = now;
        }
    }

    EffectLog(VirtualTime time) {
        this.time = time;
    }

    @Override
    public void took(FaultKind kind, String place) {
        counts.merge(kind, 1, Integer::sum);
        time.note(() -> "FAULT " + kind + " at " + place);
        touch(kind, place);
    }

    /** A fault takes effect, and goes on until it {@link #ends}. */
    void begins(FaultKind kind, String place) {
        took(kind, place);
        touch(kind, place).ongoing++;
    }

    /** What began is over. */
    void ends(FaultKind kind, String place) {
        time.note(() -> "FAULT " + kind + " at " + place + " ends");
        touch(kind, place).ongoing--;
    }

    private Episode touch(FaultKind kind, String place) {
        Instant now = time.now();
        Episode episode =
                episodes.computeIfAbsent(kind, k -> new HashMap<>()).computeIfAbsent(place, p -> new Episode(now));
        Duration lasted = Duration.between(episode.first, episode.last);
        if (now.isAfter(episode.last.plus(lasted).plus(QUIET))) {
            episode.first = now;
        }
        episode.last = now;
        return episode;
    }

    /** When a kind of fault was last in effect at a place; now, if it is; {@link Instant#MIN} if it never was. */
    Instant last(FaultKind kind, String place) {
        Episode episode = episode(kind, place);
        if (episode == null) {
            return Instant.MIN;
        }
        return episode.ongoing > 0 ? time.now() : episode.last;
    }

    /** Since when it had been in effect then, again and again. */
    Instant first(FaultKind kind, String place) {
        Episode episode = episode(kind, place);
        return episode == null ? Instant.MAX : episode.first;
    }

    private @Nullable Episode episode(FaultKind kind, String place) {
        Map<String, Episode> byPlace = episodes.get(kind);
        return byPlace == null ? null : byPlace.get(place);
    }

    SortedMap<FaultKind, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
