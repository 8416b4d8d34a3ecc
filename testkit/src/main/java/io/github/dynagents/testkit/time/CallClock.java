package io.github.dynagents.testkit.time;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import java.time.Duration;

/** Measures the one call that is being made now. */
final class CallClock {
    private boolean making;
    private long elapsed;
    private boolean hangs;

    /** Makes the call; afterwards {@link #elapsed} and {@link #hangs} tell how long it takes. */
    <T> Answer<T> make(Call<T> call) {
        if (making) {
            throw new IllegalStateException("a call on a lane made another one on a lane, inline");
        }
        making = true;
        elapsed = 0;
        hangs = false;
        try {
            return Answer.of(call);
        } finally {
            making = false;
        }
    }

    void elapse(Duration more) {
        if (more.isNegative()) {
            throw new IllegalArgumentException("time cannot elapse backwards: " + more);
        }
        elapsed = Math.addExact(elapsed, more.toNanos());
    }

    void hang() {
        hangs = true;
    }

    long elapsed() {
        return elapsed;
    }

    boolean hangs() {
        return hangs;
    }
}
