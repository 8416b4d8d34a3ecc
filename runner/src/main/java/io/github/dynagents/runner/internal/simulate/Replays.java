package io.github.dynagents.runner.internal.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs replays on all cores. */
final class Replays {
    private Replays() {}

    /** One row for each case, in their order. */
    static List<Row> run(List<Case> cases, Progress progress) throws InterruptedException {
        progress.begin();
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Row>> running = cases.stream()
                    .map(one -> cores.submit(() -> {
                        Row row = one.run();
                        progress.oneMore();
                        return row;
                    }))
                    .toList();
            List<Row> rows = new ArrayList<>();
            for (Future<Row> one : running) {
                rows.add(one.get());
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a replay failed", e.getCause());
        } finally {
            progress.end();
        }
    }
}
