package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.testkit.tck.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Time that only requests and the contract move. Calls are made in the caller's thread; one that waits on the wire at
 * its deadline is interrupted there, once.
 */
final class PlainPace implements Pace {
    private Instant now = Instant.parse("2026-03-02T00:00:00Z");
    private Instant deadline = Instant.MAX;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** A request takes so long; none is made by a thread that was interrupted and knows it. */
    void elapse(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("before it began to wait");
        }
        Instant then = now.plus(time);
        if (then.isBefore(deadline)) {
            now = then;
            return;
        }
        now = deadline;
        deadline = Instant.MAX;
        throw new InterruptedException("at the deadline");
    }

    @Override
    public <T> List<Answer<T>> together(Duration within, List<Call<T>> calls) {
        List<Answer<T>> answers = new ArrayList<>();
        for (Call<T> call : calls) {
            Instant end = now.plus(within);
            deadline = end;
            answers.add(Answer.of(call));
            deadline = Instant.MAX;
            Thread.interrupted(); // which a provider may have restored
            if (now.isAfter(end.plusSeconds(1))) {
                throw new AssertionError("a call went on until " + now + ", beyond its deadline " + end);
            }
        }
        return answers;
    }
}
