package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Makes the SDK's calls, each on a virtual thread: a request that waits on one ends when it is interrupted, which on
 * another thread it would not.
 */
final class Exchange implements Calls {
    private static final Duration LONG = Duration.ofDays(1);

    private volatile boolean closed;

    @Override
    public <T> T ask(String doing, Supplier<T> call) throws Failure {
        return make(doing, false, LONG, call);
    }

    /**
     * Makes a call that changes something.
     *
     * @throws Failure if it did not do well; with unknown effect if one of its requests may have had it
     */
    <T> T change(String doing, Supplier<T> call) throws Failure {
        return make(doing, true, LONG, call);
    }

    /** The same, none of whose requests is sent when that time has passed. */
    <T> T change(String doing, Duration within, Supplier<T> call) throws Failure {
        return make(doing, true, within, call);
    }

    private <T> T make(String doing, boolean changes, Duration within, Supplier<T> call) throws Failure {
        if (closed) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, doing + ": the account is closed");
        }
        Attempts.Log log = new Attempts.Log(within);
        FutureTask<T> task = new FutureTask<>(() -> Attempts.during(log, call));
        Thread thread = Thread.ofVirtual().name("aws").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            log.stop();
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw Failures.interrupted(doing, changes && log.doubtful() > 0).because(e);
        } catch (ExecutionException e) {
            throw Failures.of(doing, e.getCause() == null ? e : e.getCause(), log, changes);
        }
    }

    /** From now on no call is begun. */
    void close() {
        closed = true;
    }
}
