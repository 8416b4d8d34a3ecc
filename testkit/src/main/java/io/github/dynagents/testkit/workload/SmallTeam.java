package io.github.dynagents.testkit.workload;

import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.time.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes up the pushes of a small team. */
final class SmallTeam {
    /** Pushes expected in each hour of a weekday. */
    private static final double[] WEEKDAY = {
        0, 0, 0, 0, 0, 0, 0, 0.3, 1.2, 3, 4, 3.6, 1.6, 2.4, 3.6, 3.8, 3, 1.6, 0.6, 0.3, 0.3, 0.2, 0.1, 0
    };

    private static final double WEEKEND_SHARE = 0.05;
    private static final double BURST_CHANCE = 0.12;

    private static final List<Pipeline> PIPELINES = List.of(
            new Pipeline("team/web", "lint", Duration.ofSeconds(50), 1),
            new Pipeline("team/web", "test", Duration.ofMinutes(6), 1),
            new Pipeline("team/api", "test", Duration.ofMinutes(9), 1),
            new Pipeline("team/api", "image", Duration.ofMinutes(4), 0.4),
            new Pipeline("team/api", "integration", Duration.ofMinutes(17), 0.5),
            new Pipeline("team/tools", "test", Duration.ofMinutes(2), 1));
    private static final List<String> REPOS = List.of("team/web", "team/api", "team/api", "team/tools");

    private final RandomGenerator random;

    private record Pipeline(String repo, String name, Duration median, double chance) {}

    SmallTeam(long seed) {
        random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
    }

    Workload days(int days) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            Duration midnight = Duration.ofDays(day);
            arrivals.add(
                    new Arrival(midnight.plusHours(2), Work.of("team/api", "nightly", around(Duration.ofMinutes(35)))));
            double share = day % 7 < 5 ? 1 : WEEKEND_SHARE;
            for (int hour = 0; hour < WEEKDAY.length; hour++) {
                pushes(arrivals, midnight.plusHours(hour), WEEKDAY[hour] * share);
            }
        }
        return Workload.of(arrivals);
    }

    private void pushes(List<Arrival> arrivals, Duration hour, double expected) {
        if (expected <= 0) {
            return;
        }
        Duration mean = Duration.ofMillis((long) (Duration.ofHours(1).toMillis() / expected));
        Spread gap = Spread.exponential(mean);
        for (Duration at = gap.draw(random); at.compareTo(Duration.ofHours(1)) < 0; at = at.plus(gap.draw(random))) {
            Duration first = hour.plus(at);
            push(arrivals, first);
            if (random.nextDouble() < BURST_CHANCE) {
                for (int more = random.nextInt(2, 6); more > 0; more--) {
                    push(arrivals, first.plusSeconds(random.nextInt(20, 400)));
                }
            }
        }
    }

    private void push(List<Arrival> arrivals, Duration at) {
        String repo = REPOS.get(random.nextInt(REPOS.size()));
        for (Pipeline pipeline : PIPELINES) {
            if (pipeline.repo().equals(repo) && random.nextDouble() < pipeline.chance()) {
                arrivals.add(new Arrival(at, Work.of(repo, pipeline.name(), around(pipeline.median()))));
            }
        }
    }

    private Duration around(Duration median) {
        return Spread.around(median, 0.25).draw(random);
    }
}
