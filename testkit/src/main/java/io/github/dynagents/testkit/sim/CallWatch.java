package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.time.VirtualProcess;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Every call that one daemon makes: crashes may come right before or after it, and what a daemon can have seen is known
 * from the answers that have reached it.
 */
final class CallWatch {
    /** Longer than any call of the production loop may take. */
    private static final Map<CallKind, Duration> DEADLINES = Map.of(CallKind.QUEUE, Duration.ofSeconds(60));

    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);

    private final VirtualTime time;
    private final VirtualProcess process;
    private final Crashes crashes;
    private final Map<String, Sight> sights = new HashMap<>();

    /** The last answer of one source that has reached the daemon. */
    private record Sight(Instant asked, boolean well) {}

    /** Is told of each call. */
    interface Crashes {
        /** The daemon may die now, before the call is made. */
        boolean diesBefore();

        /** The daemon may die now, after the call was made. */
        void mayDieAfter();
    }

    CallWatch(VirtualTime time, VirtualProcess process, Crashes crashes) {
        this.time = time;
        this.process = process;
        this.crashes = crashes;
    }

    /** A call without a result. */
    @FunctionalInterface
    interface Deed {
        void carryOut() throws Failure;
    }

    void does(String source, CallKind kind, Deed deed) throws Failure {
        around(source, kind, () -> {
            deed.carryOut();
            return kind;
        });
    }

    <T> T around(String source, CallKind kind, Call<T> call) throws Failure {
        if (crashes.diesBefore()) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, "the daemon has died");
        }
        boolean well = false;
        try {
            T answer = call.make();
            well = true;
            return answer;
        } finally {
            if (kind == CallKind.QUEUE || kind == CallKind.LIST) {
                reach(source, kind, well);
            }
            crashes.mayDieAfter();
        }
    }

    /** In the daemon's own process, so that what is held back there is held back here. */
    private void reach(String source, CallKind kind, boolean well) {
        Duration deadline = DEADLINES.getOrDefault(kind, USUAL_DEADLINE);
        boolean late = time.hangs() || time.elapsed().compareTo(deadline) > 0;
        Sight sight = new Sight(time.now(), well && !late);
        process.after(late ? deadline : time.elapsed(), () -> sights.put(source, sight));
    }

    /** Whether the last answer of a source was one, and no older than that. */
    boolean sees(String source, Duration atMost) {
        Sight sight = sights.get(source);
        return sight != null && sight.well() && !sight.asked().plus(atMost).isBefore(time.now());
    }
}
