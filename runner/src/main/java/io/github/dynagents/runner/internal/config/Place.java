package io.github.dynagents.runner.internal.config;

/**
 * Where something stands in the configuration file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** As {@code dynagents.yaml:12:5}, which editors can open. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
