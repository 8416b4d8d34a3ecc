package io.github.dynagents.testkit.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Many deaths on all processors, each in one thread. */
final class DeathCampaign {
    private final Map<Long, DeathResult> results = new ConcurrentSkipListMap<>();
    private final Map<Long, Throwable> thrown = new ConcurrentSkipListMap<>();

    /** The seeds from 0 on. */
    static DeathCampaign run(long seeds) throws InterruptedException {
        DeathCampaign campaign = new DeathCampaign();
        AtomicLong next = new AtomicLong();
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> campaign.work(next, seeds)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        campaign.thrown.forEach((seed, why) -> {
            throw new AssertionError("seed " + seed + " threw; again: " + command(seed), why);
        });
        return campaign;
    }

    /** Run in a checkout of the project: that seed alone. */
    static String command(long seed) {
        return "./mvnw -q -pl testkit -am verify -Dtest=DeathBoundTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddynagents.seed=" + seed;
    }

    private void work(AtomicLong next, long end) {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            try {
                results.put(seed, new Deathbed(seed).run());
            } catch (RuntimeException | Error e) {
                thrown.put(seed, e);
            }
        }
    }

    /** In words, the first of those that cost more, or lasted longer, than was told. */
    List<String> exceeded() {
        return results.values().stream()
                .filter(result -> !result.exceeded().isEmpty())
                .limit(5)
                .map(result -> result.exceeded() + "; again: " + command(result.seed()))
                .toList();
    }

    /** For docs/safety.md. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d seeds, %,d of them with something at stake; %d exceeded their bound.%n%n",
                results.size(),
                ratios(Optional.empty()).size(),
                results.values().stream().filter(r -> !r.exceeded().isEmpty()).count()));
        text.append("| cloud | seeds | invoice ÷ bound: median | 9 of 10 below | highest | of seed |\n");
        text.append("|---|---|---|---|---|---|\n");
        Map<Mortal, String> rows = new TreeMap<>();
        for (Mortal cloud : Mortal.values()) {
            rows.put(cloud, row(cloud.words(), Optional.of(cloud)));
        }
        rows.values().forEach(text::append);
        return text.append(row("all, mixed ones too", Optional.empty())).toString();
    }

    private String row(String words, Optional<Mortal> cloud) {
        List<DeathResult> sorted = ratios(cloud);
        if (sorted.isEmpty()) {
            return "| " + words + " | 0 | | | | |\n";
        }
        DeathResult highest = sorted.getLast();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %.3f | %d |%n",
                words,
                sorted.size(),
                ratio(sorted.get(sorted.size() / 2)),
                ratio(sorted.get(sorted.size() * 9 / 10)),
                ratio(highest),
                highest.seed());
    }

    private List<DeathResult> ratios(Optional<Mortal> cloud) {
        List<DeathResult> some = new ArrayList<>(results.values().stream()
                .filter(result -> result.ratio().isPresent())
                .filter(result -> cloud.isEmpty() || result.cloud().equals(cloud))
                .toList());
        some.sort(Comparator.comparingDouble(DeathCampaign::ratio));
        return Collections.unmodifiableList(some);
    }

    private static double ratio(DeathResult result) {
        return result.ratio().orElseThrow();
    }
}
