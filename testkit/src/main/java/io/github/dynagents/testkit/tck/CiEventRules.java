package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.spi.CiServer.Subscription;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Changes of the queue wake whoever subscribed. */
interface CiEventRules extends CiRules {
    @Test
    default void aChangeCallsBackAndTheQueueThenShowsIt() {
        AtomicInteger woken = subscribed();

        ci().backend().submit(CiBench.REPO, "job");
        ci().await("called back", () -> woken.get() > 0);
        ci().shown("job");
    }

    @Test
    default void aChangeAfterAnotherCallsBackAgain() {
        AtomicInteger woken = subscribed();
        ci().backend().submit(CiBench.REPO, "a");
        ci().await("called back", () -> woken.get() > 0);
        int before = woken.get();

        ci().backend().submit(CiBench.REPO, "b");
        ci().await("called back again", () -> woken.get() > before);
    }

    /** The second subscriber bears witness that there was something to be called for. */
    @Test
    default void whoseSubscriptionIsClosedIsCalledNoMore() {
        tellsChanges();
        AtomicInteger woken = new AtomicInteger();
        Subscription first = ci().client().onChange(woken::incrementAndGet);
        AtomicInteger witness = subscribed();
        first.close();
        first.close();

        ci().backend().submit(CiBench.REPO, "job");
        ci().await("the other one is called", () -> witness.get() > 0);
        assertEquals(0, woken.get(), "calls after the subscription's end");
    }

    @Test
    default void aClosedClientCallsNobody() {
        AtomicInteger woken = subscribed();
        ci().client().close();

        ci().backend().submit(CiBench.REPO, "job");
        for (int i = 0; i < 100; i++) {
            ci().backend().pace().pass(Duration.ofMillis(5));
        }
        assertEquals(0, woken.get(), "calls after the client's end");
    }

    private AtomicInteger subscribed() {
        tellsChanges();
        AtomicInteger woken = new AtomicInteger();
        ci().client().onChange(woken::incrementAndGet);
        return woken;
    }

    private void tellsChanges() {
        assumeTrue(ci().backend().tellsChanges(), "changes do not reach the clients of this backend");
    }
}
