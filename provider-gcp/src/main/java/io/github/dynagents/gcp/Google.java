package io.github.dynagents.gcp;

import com.google.api.core.ApiFuture;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers of Google's services as core wants it: until a time, or until it is interrupted. */
final class Google {
    private Google() {}

    /**
     * The answer of a call that only reads.
     *
     * @throws Failure if it fails, without effect
     */
    static <T> T ask(String doing, Duration within, ApiFuture<T> call) throws Failure {
        return wait(doing, within, call, false);
    }

    /**
     * The answer of a call that changes something.
     *
     * @throws Failure if it fails; of unknown effect if it may have changed it
     */
    static <T> T change(String doing, Duration within, ApiFuture<T> call) throws Failure {
        return wait(doing, within, call, true);
    }

    private static <T> T wait(String doing, Duration within, ApiFuture<T> call, boolean changes) throws Failure {
        try {
            return call.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw Failures.interrupted(doing, changes).because(e);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw Failures.of(doing, e, changes);
        } catch (ExecutionException e) {
            throw Failures.of(doing, e.getCause() == null ? e : e.getCause(), changes);
        }
    }
}
