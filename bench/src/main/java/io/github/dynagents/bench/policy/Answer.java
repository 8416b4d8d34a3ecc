package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.hindsight.Figures;
import io.github.dynagents.testkit.replay.ReplayResult;
import java.time.Duration;
import java.util.Optional;

/**
 * What a policy, or a schedule, came to.
 *
 * @param waited all jobs together
 * @param p95 of the waits; a schedule's is not known
 */
record Answer(Money cost, Duration waited, Optional<Duration> p95, int machines, int unfinished) {
    static Answer of(ReplayResult result) {
        return new Answer(
                result.cost(),
                result.waits().total(),
                Optional.of(result.waits().quantile(0.95)),
                result.machines(),
                result.unfinished());
    }

    static Answer of(Figures figures) {
        return new Answer(figures.cost(), figures.waited(), Optional.empty(), figures.machines(), 0);
    }

    double objective(Money worth) {
        return cost.inDollars() + worth.inDollars() * waited.toMillis() / 3.6e6;
    }

    /** For a file; {@link #parse} reads it. */
    String text() {
        return cost.micros() + " " + waited.toMillis() + " "
                + p95.map(Duration::toMillis).orElse(-1L) + " " + machines + " " + unfinished;
    }

    static Answer parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        long p95 = Long.parseLong(parts[2]);
        return new Answer(
                new Money(Long.parseLong(parts[0])),
                Duration.ofMillis(Long.parseLong(parts[1])),
                p95 < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(p95)),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
