package io.github.dynagents.testkit.drone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether the agent was asked to stop. */
final class Draining {
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean dying;

    /** Whether this was the first time. */
    boolean begin() {
        return asked.complete(true);
    }

    boolean begun() {
        return asked.isDone();
    }

    /** From now on {@link #waitIfDying} keeps its callers. */
    void die() {
        dying = true;
    }

    /** Keeps a dying process from ending in another way than it is about to. */
    void waitIfDying() throws InterruptedException {
        if (dying) {
            never.await();
        }
    }

    CompletableFuture<Boolean> asked() {
        return asked;
    }

    /** Waits so long, less if the agent is asked to stop meanwhile. */
    void pause(Duration time) throws InterruptedException {
        try {
            asked.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // nobody asked: that was the pause
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
