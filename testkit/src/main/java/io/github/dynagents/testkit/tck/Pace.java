package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How time passes in a contract, and how calls are made: as core makes them, off the loop, until a deadline. */
public interface Pace {
    /** The time by the provider's clock, which is the backend's too. */
    Instant now();

    /** So much time passes, for the backend and for the provider's clock. */
    void pass(Duration time);

    /**
     * Makes calls at the same time, each in a thread of its own where there are threads, and waits for all answers.
     * One that has not ended at its deadline is interrupted, and must then end within a second.
     *
     * @return the answers, in the order of the calls
     * @throws AssertionError if a call goes on after that
     */
    <T> List<Answer<T>> together(Duration deadline, List<Call<T>> calls);

    /** Makes one call. */
    default <T> Answer<T> call(Duration deadline, Call<T> call) {
        return together(deadline, List.of(call)).getFirst();
    }
}
