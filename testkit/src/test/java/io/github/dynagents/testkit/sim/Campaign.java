package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/** Many seeds on all processors, each in one thread. */
final class Campaign {
    private final Map<Long, SimulationResult> failed = new ConcurrentSkipListMap<>();
    private final Map<Long, Throwable> thrown = new ConcurrentSkipListMap<>();
    private final Map<FaultKind, LongAdder> seedsWith = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> excused = new ConcurrentSkipListMap<>();
    private final LongAdder seeds = new LongAdder();
    private final LongAdder minutes = new LongAdder();
    private final LongAdder doubles = new LongAdder();

    /** Runs seeds from that one on for as long as they are to be run. */
    static Campaign run(long first, LongPredicate goesOn) throws InterruptedException {
        Campaign campaign = new Campaign();
        AtomicLong next = new AtomicLong(first);
        List<Thread> threads = java.util.stream.IntStream.range(
                        0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> campaign.work(next, goesOn)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        campaign.thrown.forEach((seed, why) -> {
            throw new AssertionError("seed " + seed + " threw; again: " + Report.command(seed), why);
        });
        return campaign;
    }

    private void work(AtomicLong next, LongPredicate goesOn) {
        for (long seed = next.getAndIncrement(); goesOn.test(seed); seed = next.getAndIncrement()) {
            try {
                add(Simulation.run(seed));
            } catch (RuntimeException | Error e) {
                thrown.put(seed, e);
            }
        }
    }

    private void add(SimulationResult result) {
        seeds.increment();
        minutes.add(result.simulated().toMinutes());
        doubles.add(result.doubles());
        result.effects()
                .keySet()
                .forEach(kind ->
                        seedsWith.computeIfAbsent(kind, k -> new LongAdder()).increment());
        result.excused()
                .keySet()
                .forEach(excuse -> excused.computeIfAbsent(
                                excuse.invariant() + " by " + excuse.cause(), k -> new LongAdder())
                        .increment());
        if (!result.violations().isEmpty()) {
            failed.put(result.seed(), result);
        }
    }

    Map<Long, SimulationResult> failed() {
        return failed;
    }

    /** In which share of the seeds a kind of fault took effect. */
    double share(FaultKind kind) {
        LongAdder with = seedsWith.getOrDefault(kind, new LongAdder());
        return with.doubleValue() / Math.max(1, seeds.sum());
    }

    /** What took effect, and what was excused. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d seeds, %d simulated hours, %d failed%n",
                seeds.sum(),
                Duration.ofMinutes(minutes.sum()).toHours(),
                failed.size()));
        for (FaultKind kind : FaultKind.values()) {
            text.append(
                    String.format(Locale.ROOT, "%-24s took effect in %5.1f%% of the seeds%n", kind, share(kind) * 100));
        }
        excused.forEach((what, times) ->
                text.append(what).append(": excused in ").append(times).append(" seeds\n"));
        return text.append(doubles)
                .append(" machines bore a name that another had before\n")
                .toString();
    }
}
