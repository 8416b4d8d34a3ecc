package io.github.dynagents.testkit.drone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runners that wait for a stage. A stage that is handed out is not yet theirs: until one accepts it, each new poll
 * hands it out again, so that two may get it and the second is told 409.
 */
final class WaitingRunners {
    /** A runner that died while it waited may have been handed the stage: after this long another gets it. */
    private static final Duration OFFER_STANDS = Duration.ofSeconds(1);

    private final DroneStore store;
    private final List<Waiting> runners = new ArrayList<>();
    private boolean paused;

    WaitingRunners(DroneStore store) {
        this.store = store;
    }

    /** Waits for a stage that suits; empty after {@code atMost} and when the server stops listening. */
    Optional<StageRow> request(RunnerFilter filter, Duration atMost) throws InterruptedException {
        Waiting me = new Waiting(filter, new CompletableFuture<>());
        store.locked(() -> {
            runners.add(me);
            offer(Duration.ZERO);
            return me;
        });
        try {
            long until = System.nanoTime() + atMost.toNanos();
            while (true) {
                long left = until - System.nanoTime();
                try {
                    long patience = Math.min(left, OFFER_STANDS.toNanos() / 2);
                    return me.stage.get(Math.max(patience, 0), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (left <= 0) {
                        return Optional.empty();
                    }
                    store.locked(() -> {
                        offer(OFFER_STANDS);
                        return me;
                    });
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a waiting runner's answer failed", e);
        } finally {
            store.locked(() -> runners.remove(me));
        }
    }

    /** Hands out what may have become free. */
    void wake() {
        store.locked(() -> {
            offer(Duration.ZERO);
            return this;
        });
    }

    void pause(boolean value) {
        store.locked(() -> {
            paused = value;
            offer(Duration.ZERO);
            return this;
        });
    }

    /** Sends everybody away with nothing. */
    void dismiss() {
        store.locked(() -> {
            runners.forEach(runner -> runner.stage.complete(Optional.empty()));
            runners.clear();
            return this;
        });
    }

    private void offer(Duration unlessOfferedWithin) {
        if (paused || runners.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        List<StageRow> queue = store.queue();
        for (StageRow stage : queue) {
            if (stage.status == DroneStatus.RUNNING || !stage.machine.isEmpty()) {
                continue;
            }
            boolean offered = stage.offeredAt
                    .filter(at -> now - at < unlessOfferedWithin.toNanos())
                    .isPresent();
            if (!offered && !SchedulingRules.isHeld(stage, queue)) {
                offer(stage, now);
            }
        }
    }

    private void offer(StageRow stage, long now) {
        for (Iterator<Waiting> each = runners.iterator(); each.hasNext(); ) {
            Waiting runner = each.next();
            if (SchedulingRules.suits(runner.filter, stage.spec)) {
                each.remove();
                stage.offeredAt = Optional.of(now);
                runner.stage.complete(Optional.of(stage));
                return;
            }
        }
    }

    private record Waiting(RunnerFilter filter, CompletableFuture<Optional<StageRow>> stage) {}
}
