package io.github.dynagents.core.interpret;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The one seam between the autoscaler and time, waiting and threads. {@code LiveSeam} keeps it with real ones; the
 * testkit keeps it with virtual time in a single thread, so that the same loop can be run through a week in an instant.
 *
 * <p>Events run one after another, on the loop; calls run off it, on lanes, and their answers come back to the loop.
 */
public interface Seam {
    /** The time; never goes backwards, whatever the wall clock does. */
    Instant now();

    /** For names of machines only: nothing is decided by it. */
    RandomGenerator random();

    /** Runs an event on the loop, soon. May be called from any thread. */
    void post(Runnable event);

    /** Runs an event on the loop at that instant, or soon if it has passed. */
    Timer at(Instant when, Runnable event);

    /**
     * Makes a lane for blocking calls.
     *
     * @param name for threads and messages, such as {@code aws-main}
     * @param parallel how many calls it makes at once
     */
    Lane lane(String name, int parallel);

    /** An event to come. */
    interface Timer {
        /** The event will not run. */
        void cancel();
    }

    /** A bounded row of blocking calls to one place. */
    interface Lane {
        /**
         * Makes a call when its turn comes.
         *
         * @param urgency lower goes first
         * @param deadline how long the call may wait for its turn, and how long it may then take; one that has not begun
         *     by then is never begun, one that takes longer is interrupted and answered {@code UNAVAILABLE} with unknown
         *     effect
         * @param then gets the answer, on the loop, exactly once
         */
        <T> void submit(int urgency, Duration deadline, Call<T> call, Consumer<Answer<T>> then);

        /** Begins no call before that instant. */
        void pauseUntil(Instant when);

        /** Begins no call any more; waiting ones are answered {@code UNAVAILABLE}. */
        void close();
    }
}
