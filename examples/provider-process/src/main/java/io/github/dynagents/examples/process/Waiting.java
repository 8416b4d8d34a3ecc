package io.github.dynagents.examples.process;

import java.io.IOException;
import java.time.Duration;

/** Waits for what a process writes. */
final class Waiting {
    private Waiting() {}

    /** Something that may become true. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Whether it became true in time. */
    static boolean until(Duration patience, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        return true;
    }
}
