package io.github.dynagents.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keys and values in the order of the keys, always. (Iteration order is part of every value here: the copies that
 * {@link Map#copyOf} makes are walked in another order after each start of the JVM.) This record is frozen.
 */
public record Labels(SortedMap<String, String> sorted) {
    public static final Labels NONE = new Labels(Collections.emptySortedMap());

    public Labels {
        sorted = Collections.unmodifiableSortedMap(new TreeMap<>(sorted));
    }

    public static Labels of(Map<String, String> labels) {
        return labels.isEmpty() ? NONE : new Labels(new TreeMap<>(labels));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(sorted.get(key));
    }

    public boolean isEmpty() {
        return sorted.isEmpty();
    }

    @Override
    public String toString() {
        return sorted.toString();
    }
}
