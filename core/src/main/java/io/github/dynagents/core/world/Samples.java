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

    /** How many took longer than this. */
    public int longerThan(Duration elapsed) {
        int longer = 0;
        for (Duration one : newest) {
            longer += one.compareTo(elapsed) > 0 ? 1 : 0;
        }
        return longer;
    }

    /** What those that took longer than this took beyond it, on average. */
    public Optional<Duration> meanRest(Duration elapsed) {
        long sum = 0;
        int longer = 0;
        for (Duration one : newest) {
            if (one.compareTo(elapsed) > 0) {
                sum += one.toMillis() - elapsed.toMillis();
                longer++;
            }
        }
        return longer == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(sum / longer));
    }
}
