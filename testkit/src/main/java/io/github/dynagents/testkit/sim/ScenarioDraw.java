package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws a scenario: a few hours of a small fleet. */
final class ScenarioDraw {
    private static final Platform ARM = Platform.of("linux", "arm64");
    private static final List<CloudKind> KINDS = List.of(CloudKind.values());
    private static final List<BillingTerms> TERMS = List.of(
            BillingTerms.PER_SECOND,
            BillingTerms.PER_SECOND,
            BillingTerms.PER_SECOND,
            BillingTerms.HOURLY,
            new BillingTerms(Duration.ofSeconds(1), Duration.ofMinutes(1)),
            new BillingTerms(Duration.ofMinutes(1), Duration.ofMinutes(10)));
    private static final Spread WORK = Spread.around(Duration.ofMinutes(5), 0.8);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(40);

    private final RandomGenerator random;

    ScenarioDraw(RandomGenerator random) {
        this.random = random;
    }

    Scenario draw() {
        List<Platform> platforms =
                random.nextInt(10) < 7 ? List.of(Platform.LINUX_AMD64) : List.of(Platform.LINUX_AMD64, ARM);
        Duration span = Duration.ofMinutes(random.nextInt(90, 270));
        return new Scenario(
                random.nextInt(3) == 0 ? Scenario.CiKind.WOODPECKER : Scenario.CiKind.DRONE,
                clouds(platforms),
                pools(platforms),
                limits(),
                safety(),
                workload(platforms, span),
                span,
                random.nextInt(10) < 3
                        ? Optional.of(Duration.ofSeconds(random.nextLong(600, span.toSeconds())))
                        : Optional.empty());
    }

    private List<Scenario.CloudSetup> clouds(List<Platform> platforms) {
        List<Scenario.CloudSetup> clouds = new ArrayList<>();
        for (String account : random.nextBoolean() ? List.of("main") : List.of("main", "other")) {
            int limit = random.nextInt(4) == 0 ? random.nextInt(1, 6) : Integer.MAX_VALUE;
            clouds.add(new Scenario.CloudSetup(
                    account, KINDS.get(random.nextInt(KINDS.size())), limit, offerings(platforms)));
        }
        return clouds;
    }

    private List<Scenario.OfferingSetup> offerings(List<Platform> platforms) {
        List<Scenario.OfferingSetup> offerings = new ArrayList<>();
        for (Platform platform : platforms) {
            for (int i = random.nextInt(1, 3); i > 0; i--) {
                offerings.add(new Scenario.OfferingSetup(
                        platform.arch() + "-" + i,
                        platform,
                        Money.dollars(random.nextInt(5, 40) / 100.0),
                        TERMS.get(random.nextInt(TERMS.size())),
                        Duration.ofSeconds(random.nextInt(15, 180)),
                        random.nextInt(3) == 0 ? 1.5 : 1,
                        random.nextInt(4) == 0
                                ? Optional.of(Duration.ofMinutes(random.nextInt(60, 600)))
                                : Optional.empty()));
            }
        }
        return offerings;
    }

    private List<Scenario.PoolSetup> pools(List<Platform> platforms) {
        return platforms.stream()
                .map(platform -> new Scenario.PoolSetup(
                        platform.arch(),
                        platform,
                        random.nextInt(1, 4),
                        random.nextInt(6) == 0 ? random.nextInt(1, 5) : Integer.MAX_VALUE))
                .toList();
    }

    private Limits limits() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> Limits.machines(random.nextInt(1, 7));
            case 2 ->
                new Limits(
                        Integer.MAX_VALUE,
                        Optional.of(Money.dollars(random.nextInt(40, 200) / 100.0)),
                        Optional.empty());
            case 3 ->
                new Limits(
                        Integer.MAX_VALUE,
                        Optional.empty(),
                        Optional.of(Money.dollars(random.nextInt(300, 2000) / 100.0)));
            default -> Limits.NONE;
        };
    }

    private Safety safety() {
        return random.nextBoolean()
                ? Safety.DEFAULT
                : new Safety(
                        Duration.ofSeconds(random.nextInt(240, 1800)),
                        Duration.ofSeconds(random.nextInt(600, 5400)),
                        Duration.ofSeconds(random.nextInt(7200, 43_200)),
                        Duration.ofSeconds(random.nextInt(0, 3600)),
                        Optional.empty(),
                        Safety.DEFAULT.reapMargin());
    }

    private Workload workload(List<Platform> platforms, Duration span) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int push = random.nextInt(2, 14); push > 0; push--) {
            Duration at = Duration.ofSeconds(random.nextLong(60, span.toSeconds()));
            Platform platform = platforms.get(random.nextInt(platforms.size()));
            String repo = "octo/" + random.nextInt(3);
            for (int job = random.nextInt(6) == 0 ? random.nextInt(4, 12) : random.nextInt(1, 4); job > 0; job--) {
                Duration drawn = WORK.draw(random);
                Duration takes = drawn.compareTo(LONGEST_WORK) < 0 ? drawn : LONGEST_WORK;
                arrivals.add(new Arrival(at, Work.of(repo, "job-" + job, takes).on(platform)));
            }
        }
        return Workload.of(arrivals);
    }
}
