package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * A CI server. It is opened with the pools that it serves and what their agents look like, so that it can tell which
 * job each pool's agents would be given. Calls block, as those of {@link Machines} do.
 */
public interface CiServer extends AutoCloseable {
    /** What it can do. Makes no call; always answers the same. */
    CiCapabilities capabilities();

    /**
     * Jobs and agents of one instant. Returns the <em>same reference</em> while the server's answer has not changed.
     *
     * @throws Failure whenever it is not certain: unknown is never answered as empty
     */
    CiQueue queue() throws Failure;

    /**
     * How long to wait after an answer of {@link #queue} before asking again. Makes no call; unlike
     * {@link CiCapabilities#queueEvery} it may change: a server is asked less often while its answers are big.
     */
    default Duration nextQueueIn() {
        return capabilities().queueEvery();
    }

    /** How far its clock was ahead of ours when it last answered, within some seconds. Makes no call; empty where it does not tell. */
    default Optional<Duration> clockAhead() {
        return Optional.empty();
    }

    /**
     * Jobs that have finished since the cursor of an earlier answer, oldest first, each told once, within a request
     * budget: what did not fit comes with the next call. Of what had ended before the first cursor a part may be told.
     *
     * @param cursor of an earlier answer, perhaps to another client of the same server; empty to begin
     * @throws Failure {@link Failure.Kind#INVALID} for a cursor that was never given
     */
    Finished finishedSince(Optional<String> cursor) throws Failure;

    /**
     * What an agent of this name must run to serve the pool. Pure.
     *
     * @param own the agent's own secret, where {@link #enrol} gave one
     * @throws IllegalArgumentException if it was opened without that pool
     */
    AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own);

    /** Makes a secret for an agent: finds it by name, else creates it; safe to repeat. Empty where all share one. */
    default Optional<Secret> enrol(MachineName name) throws Failure {
        return Optional.empty();
    }

    /** Takes an agent's secret back. Already gone is success. */
    default void revoke(MachineName name) throws Failure {}

    /** Lets an agent take no more jobs, or again. */
    default void cordon(String agent, boolean on) throws Failure {
        throw Failure.unsupported("cordon");
    }

    /**
     * Cancels and restarts a job whose machine is gone. Safe to repeat: a job is restarted once; one that has ended by
     * itself is left alone.
     *
     * @throws Failure {@link Failure.Kind#INVALID} for the job of another server
     */
    default void restart(JobId job) throws Failure {
        throw Failure.unsupported("restart");
    }

    /** Calls back, on any thread, when the queue may have changed, until the result is closed. */
    default Subscription onChange(Runnable wake) {
        return () -> {};
    }

    /** Ends when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Ends connections and subscriptions; calls that come later fail. */
    @Override
    void close();
}
