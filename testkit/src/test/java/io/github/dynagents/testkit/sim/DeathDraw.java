package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Safety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws a life and a death. */
final class DeathDraw {
    private static final List<Platform> PLATFORMS = List.of(Platform.LINUX_AMD64, Platform.of("linux", "arm64"));
    private static final List<BillingTerms> TERMS = List.of(
            BillingTerms.PER_SECOND,
            BillingTerms.PER_SECOND,
            BillingTerms.HOURLY,
            new BillingTerms(Duration.ofMinutes(1), Duration.ofMinutes(10)),
            Death.BLOCK);

    private final RandomGenerator random;

    DeathDraw(RandomGenerator random) {
        this.random = random;
    }

    Death draw() {
        List<Platform> platforms = PLATFORMS.subList(0, oneIn(3) ? 2 : 1);
        List<Death.Account> accounts = accounts(platforms);
        Optional<Duration> restart = oneIn(8) ? Optional.of(seconds(60, 400)) : Optional.empty();
        Duration from = restart.orElse(Duration.ZERO);
        Duration at = from.plusSeconds(oneIn(2) ? random.nextInt(60, 400) : 60 + rarely(3600));
        List<Death.Job> jobs = jobs(platforms, at);
        return new Death(
                oneIn(4) ? Scenario.CiKind.WOODPECKER : Scenario.CiKind.DRONE,
                accounts,
                pools(platforms),
                limits(),
                safety(accounts.stream().anyMatch(account -> account.cloud().needsReap())),
                jobs,
                restart,
                oneIn(3) ? rightAfter(jobs, from, at) : at,
                how(),
                oneIn(2),
                oneIn(3),
                oneIn(3) ? 0.5 : 0);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Duration seconds(int from, int to) {
        return Duration.ofSeconds(random.nextInt(from, to));
    }

    /** Mostly far less. */
    private int rarely(int most) {
        double drawn = random.nextDouble();
        return (int) (drawn * drawn * drawn * drawn * most);
    }

    private List<Death.Account> accounts(List<Platform> platforms) {
        List<Death.Account> accounts = new ArrayList<>();
        for (int i = oneIn(4) ? random.nextInt(2, 4) : 1; i > 0; i--) {
            List<Death.Sold> sold = platforms.stream().map(this::sold).toList();
            accounts.add(new Death.Account("account-" + i, one(List.of(Mortal.values())), sold));
        }
        return accounts;
    }

    private Death.Sold sold(Platform platform) {
        Scenario.OfferingSetup offering = new Scenario.OfferingSetup(
                platform.arch(),
                platform,
                Money.dollars(random.nextInt(5, 40) / 100.0),
                one(TERMS),
                seconds(15, 120),
                1,
                oneIn(10) ? Optional.of(seconds(1800, 20_000)) : Optional.empty());
        return new Death.Sold(offering, oneIn(2) ? Death.Boots.USUAL : one(List.of(Death.Boots.values())));
    }

    private List<Scenario.PoolSetup> pools(List<Platform> platforms) {
        return platforms.stream()
                .map(platform ->
                        new Scenario.PoolSetup(platform.arch(), platform, random.nextInt(1, 4), Integer.MAX_VALUE))
                .toList();
    }

    private Limits limits() {
        return oneIn(8)
                ? new Limits(
                        Integer.MAX_VALUE,
                        Optional.empty(),
                        Optional.of(Money.dollars(random.nextInt(100, 2000) / 100.0)))
                : Limits.NONE;
    }

    private Safety safety(boolean needsReap) {
        return new Safety(
                seconds(120, 1800),
                oneIn(5) ? Duration.ZERO : seconds(0, 5400),
                seconds(3600, 43_200),
                seconds(0, 3600),
                needsReap || oneIn(4) ? Optional.of(seconds(60, 7200)) : Optional.empty(),
                seconds(0, 900));
    }

    private List<Death.Job> jobs(List<Platform> platforms, Duration until) {
        List<Death.Job> jobs = new ArrayList<>();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            Duration takes = oneIn(2) ? seconds(10, 600) : seconds(600, 20_000);
            Duration at = oneIn(3) ? Duration.ZERO : seconds(0, (int) until.toSeconds());
            jobs.add(new Death.Job(at, one(platforms).arch(), takes));
        }
        return jobs;
    }

    /** While what the newest job has brought on is under way. */
    private Duration rightAfter(List<Death.Job> jobs, Duration from, Duration otherwise) {
        return jobs.stream()
                .map(Death.Job::at)
                .filter(at -> at.compareTo(from.plusMinutes(1)) > 0)
                .max(Duration::compareTo)
                .map(at -> at.plusMillis(random.nextInt(oneIn(2) ? 3000 : 40_000)))
                .orElse(otherwise);
    }

    private Death.How how() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Death.Stopped(Optional.of(seconds(20, 9000)));
            case 2 -> new Death.Stopped(Optional.empty());
            case 3 -> new Death.CutOff(Duration.ofSeconds(60L + rarely(3600)), random.nextBoolean());
            default -> new Death.Killed();
        };
    }
}
