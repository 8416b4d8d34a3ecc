package io.github.dynagents.runner.internal.history;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A signal to end (Ctrl-C) interrupts a long piece of work, and the program ends only when what is to be done after it
 * has been done.
 */
public final class Breakable implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::breakOff, "dynagents-break-off");
    private final Thread worker = Thread.currentThread();
    private boolean working;

    /** To be closed by the same thread. */
    public Breakable() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does the work, which may be interrupted; what comes after it is not. */
    public <T> T work(Supplier<T> work) {
        working(true);
        try {
            return work.get();
        } finally {
            working(false);
        }
    }

    private synchronized void working(boolean now) {
        working = now;
    }

    private synchronized void interrupt() {
        if (working) {
            worker.interrupt();
        }
    }

    private void breakOff() {
        interrupt();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already, and has just been let go
        }
    }
}
