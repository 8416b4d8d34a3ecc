package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what real processes do: looks again and again, and fails loudly when a generous deadline is over. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Eventually() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                fail("after " + DEADLINE + " still not: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
