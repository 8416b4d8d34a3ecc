package io.github.dynagents.examples.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for the outside world: looks again and again, until a deadline that only a fault can meet. */
final class Waiting {
    /** What takes seconds on an idle host may take far longer on a busy one. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Waiting() {}

    /** Something that can be looked at. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Something that may not be there yet. */
    interface Source<T> {
        Optional<T> get() throws Exception;
    }

    /** Waits until it holds; fails with its description and with what is there instead. */
    static void until(String what, Condition condition, Supplier<String> instead) throws Exception {
        value(what, () -> condition.holds() ? Optional.of(condition) : Optional.empty(), instead);
    }

    /** Waits until there is a value. */
    static <T> T value(String what, Source<T> source, Supplier<String> instead) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "not within " + PATIENCE.toSeconds() + " s: " + what + "; instead: " + instead.get());
            }
            Thread.sleep(BETWEEN);
        }
    }
}
