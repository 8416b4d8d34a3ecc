package io.github.dynagents.core.model;

/**
 * Names one job. This record is frozen.
 *
 * @param server the configured CI server
 * @param value the server's own id of it, opaque to core
 */
public record JobId(String server, String value) implements Comparable<JobId> {
    @Override
    public int compareTo(JobId other) {
        int byServer = server.compareTo(other.server);
        return byServer != 0 ? byServer : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return server + "#" + value;
    }
}
