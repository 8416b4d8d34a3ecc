package io.github.dynagents.testkit.tck.plain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of one thing, in a request or an answer. */
public record Row(SortedMap<String, String> fields) {
    public static Row of(Map<String, String> fields) {
        return new Row(Collections.unmodifiableSortedMap(new TreeMap<>(fields)));
    }

    /**
     * A field that must be there.
     *
     * @throws IllegalStateException if it is not
     */
    public String get(String field) {
        return Optional.ofNullable(fields.get(field))
                .orElseThrow(() -> new IllegalStateException("there is no " + field + " in " + fields.keySet()));
    }

    /** A field, or an empty text. */
    public String or(String field) {
        return fields.getOrDefault(field, "");
    }

    /** The same, with another field. */
    public Row with(String field, String value) {
        SortedMap<String, String> more = new TreeMap<>(fields);
        more.put(field, value);
        return of(more);
    }
}
