package io.github.dynagents.core.interpret;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A virtual thread for each task, no more than so many at once, none for longer than that: it is interrupted. For what
 * strangers may send to a port of ours.
 */
public final class BoundedThreads implements Executor, AutoCloseable {
    private final Thread.Builder.OfVirtual threads;
    private final Semaphore free;
    private final Duration within;
    private final ScheduledExecutorService bell;

    /**
     * Threads that bear that name and a number.
     *
     * @param atOnce more are refused
     * @param within how long a task may take
     */
    public BoundedThreads(String name, int atOnce, Duration within) {
        this.threads = Thread.ofVirtual().name(name, 0);
        this.free = new Semaphore(atOnce);
        this.within = within;
        this.bell = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name + "bell").factory());
    }

    /** @throws RejectedExecutionException if that many are at work already */
    @Override
    public void execute(Runnable task) {
        if (!free.tryAcquire()) {
            throw new RejectedExecutionException("too many requests at once");
        }
        Thread thread = threads.unstarted(() -> run(task));
        try {
            thread.start();
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    private void run(Runnable task) {
        Thread self = Thread.currentThread();
        try {
            Future<?> ring = bell.schedule(self::interrupt, within.toMillis(), TimeUnit.MILLISECONDS);
            try {
                task.run();
            } finally {
                ring.cancel(false);
            }
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        bell.shutdownNow();
    }
}
