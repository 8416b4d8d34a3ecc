package io.github.dynagents.bench.policy;

import io.github.dynagents.testkit.replay.Jitter;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Trace;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trace.
 *
 * @param name of its file, without what tells the format
 * @param digest of the file
 */
record BenchTrace(String name, String digest, Workload workload) {
    private static final double BUSY = 50; // jobs a day

    /** The files themselves, and all traces of folders, by name. */
    static List<Path> files(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?"))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    static BenchTrace read(Path file, Setup setup) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
        return new BenchTrace(name, Digest.of(file), Jitter.gaps(Trace.read(file), setup.jitter(), setup.seed()));
    }

    /** What kind of demand it is, for summaries. */
    String group() {
        if (name.startsWith("path-") || name.startsWith("stress-")) {
            return "made-up patterns";
        }
        return jobsADay() < BUSY ? "small teams" : "busy teams";
    }

    private double jobsADay() {
        List<Arrival> all = workload.arrivals();
        return all.isEmpty() ? 0 : all.size() / Math.max(1, all.getLast().at().toMillis() / 8.64e7);
    }

    /** The machines that a pool needs at most, if no job of it ever waits. */
    int mostMachines(int slots) {
        Map<List<Object>, List<Arrival>> pools = new HashMap<>();
        workload.arrivals()
                .forEach(arrival -> pools.computeIfAbsent(
                                List.of(
                                        arrival.work().platform(),
                                        arrival.work().labels()),
                                kind -> new ArrayList<>())
                        .add(arrival));
        int jobs =
                pools.values().stream().mapToInt(BenchTrace::mostAtOnce).max().orElse(0);
        return Math.ceilDiv(jobs, slots);
    }

    private static int mostAtOnce(List<Arrival> arrivals) {
        record Change(Duration at, int more) {}
        int most = 0;
        int now = 0;
        List<Change> changes = arrivals.stream()
                .flatMap(one -> Stream.of(
                        new Change(one.at(), 1),
                        new Change(one.at().plus(one.work().duration()), -1)))
                .sorted((a, b) ->
                        a.at().equals(b.at()) ? Integer.compare(a.more(), b.more()) : a.at().compareTo(b.at()))
                .toList();
        for (Change change : changes) {
            now += change.more();
            most = Math.max(most, now);
        }
        return most;
    }
}
