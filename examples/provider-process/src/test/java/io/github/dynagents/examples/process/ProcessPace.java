package io.github.dynagents.examples.process;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Processes do not go by the clock that is moved: they get some real time as well. */
final class ProcessPace implements Pace {
    private static final Duration REAL = Duration.ofMillis(100);

    private final Pace clock = new LivePace();

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
        LockSupport.parkNanos(time.compareTo(REAL) < 0 ? time.toNanos() : REAL.toNanos());
    }

    @Override
    public <T> List<Answer<T>> together(Duration deadline, List<Call<T>> calls) {
        return clock.together(deadline, calls);
    }
}
