package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.FinishedJob;
import java.util.List;

/**
 * What a CI server remembers of jobs that have finished, to be read once, at leisure. {@link CiServer#finishedSince} is for
 * a daemon that goes on learning; this is for whoever wants all of it.
 *
 * <p>It is read step by step, each step one request, and from the newest build to the oldest: whoever stops early has all
 * jobs of a shorter time.
 */
public interface History extends AutoCloseable {
    /** Whether all has been told. Makes no call. */
    boolean isOver();

    /**
     * Takes one step. One that failed is taken again by the next call.
     *
     * @return the finished jobs that it found, perhaps none
     * @throws Failure if the server did not answer as it should
     * @throws IllegalStateException if it is over
     */
    List<FinishedJob> next() throws Failure;

    /**
     * Leaves out the build that the last step failed to read: its jobs stay untold. Makes no call.
     *
     * @return false if that step was to find builds, which cannot be left out
     */
    boolean skip();

    /** How many builds have been found so far; it grows no more once the first has been read. Makes no call. */
    int found();

    /** How many of these have been read or skipped. Makes no call. */
    int read();

    /** Ends connections. */
    @Override
    void close();
}
