package io.github.dynagents.core.interpret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Real time and real threads: one for the loop, one for deadlines, and platform threads for calls (old HTTP clients pin
 * virtual ones before JDK 24).
 */
public final class LiveSeam implements Seam, AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final SteadyClock clock = new SteadyClock(InstantSource.system(), System::nanoTime);
    private final RandomGenerator random = new java.security.SecureRandom();
    private final Consumer<Throwable> failed;
    private final ScheduledThreadPoolExecutor loop;
    private final ScheduledThreadPoolExecutor deadlines;

    /**
     * Starts the threads.
     *
     * @param failed gets whatever an event throws; the loop goes on
     */
    public LiveSeam(Consumer<Throwable> failed) {
        this.failed = failed;
        this.loop = executor("dynagents-loop", false);
        this.deadlines = executor("dynagents-deadlines", true);
    }

    private static ScheduledThreadPoolExecutor executor(String name, boolean daemon) {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, threads(name, daemon), new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    static ThreadFactory threads(String name, boolean daemon) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            int number = count.incrementAndGet();
            Thread thread = new Thread(task, number == 1 ? name : name + "-" + number);
            thread.setDaemon(daemon);
            return thread;
        };
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** How far the wall clock is behind this seam's: more than a moment means that it was set back. */
    public Duration wallIsBehindBy() {
        return clock.wallIsBehindBy();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void post(Runnable event) {
        loop.execute(guarded(event));
    }

    @Override
    public Timer at(Instant when, Runnable event) {
        return schedule(loop, when, guarded(event));
    }

    Timer deadline(Instant when, Runnable event) {
        return schedule(deadlines, when, guarded(event));
    }

    private Timer schedule(ScheduledThreadPoolExecutor executor, Instant when, Runnable event) {
        long millis = Math.max(0, Duration.between(now(), when).toMillis() + 1);
        ScheduledFuture<?> future = executor.schedule(event, millis, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    private Runnable guarded(Runnable event) {
        return () -> {
            try {
                event.run();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failed.accept(e);
            }
        };
    }

    @Override
    public Lane lane(String name, int parallel) {
        return new LiveLane(this, name, parallel);
    }

    /** Runs an event on the loop and waits for it; for callers from outside. */
    public void runAndWait(Runnable event) throws InterruptedException {
        Future<?> done = loop.submit(guarded(event));
        try {
            done.get(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            failed.accept(e);
        }
    }

    /** Ends the loop; what is scheduled is dropped, calls under way are left to their own end. */
    @Override
    public void close() {
        loop.shutdownNow();
        deadlines.shutdownNow();
    }
}
