package io.github.dynagents.core.model;

import java.util.Comparator;

/**
 * Names one job. This record is frozen.
 *
 * @param server the configured CI server
 * @param value the server's own id of it, opaque to core
 */
public record JobId(String server, String value) implements Comparable<JobId> {
    private static final Comparator<JobId> ORDER =
            Comparator.comparing(JobId::server).thenComparing(JobId::value);

    @Override
    public int compareTo(JobId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return server + "#" + value;
    }
}
