package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.FinishedJob;
import java.util.List;

/** Some finished jobs, and where to go on. */
public final class Finished {
    private final List<FinishedJob> jobs;
    private final String cursor;

    private Finished(List<FinishedJob> jobs, String cursor) {
        this.jobs = jobs;
        this.cursor = cursor;
    }

    public static Finished of(List<FinishedJob> jobs, String cursor) {
        return new Finished(List.copyOf(jobs), cursor);
    }

    public List<FinishedJob> jobs() {
        return jobs;
    }

    /** For the next {@link CiServer#finishedSince}; opaque. */
    public String cursor() {
        return cursor;
    }

    @Override
    public String toString() {
        return "Finished[cursor=" + cursor + ", jobs=" + jobs + "]";
    }
}
