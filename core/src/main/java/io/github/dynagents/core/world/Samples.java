package io.github.dynagents.core.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest of some measured times, oldest first. */
public record Samples(List<Duration> newest) {
    static final Samples NONE = new Samples(List.of());

    /** With one more, and at most so many in all. */
    Samples plus(Duration sample, int most) {
        List<Duration> all = new ArrayList<>(newest.subList(Math.max(0, newest.size() - most + 1), newest.size()));
        all.add(sample);
        return new Samples(List.copyOf(all));
    }

    /** The middle one: robust against the odd hanging job. */
    public Optional<Duration> median() {
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(newest.stream().sorted().toList().get(newest.size() / 2));
    }

    /** What those that took longer than this took beyond it, on average. */
    public Optional<Duration> meanRest(Duration elapsed) {
        List<Duration> longer =
                newest.stream().filter(d -> d.compareTo(elapsed) > 0).toList();
        return longer.isEmpty()
                ? Optional.empty()
                : Optional.of(longer.stream()
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(longer.size())
                        .minus(elapsed));
    }
}
