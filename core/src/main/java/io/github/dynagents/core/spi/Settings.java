package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of some {@link Option}s, each of the type that its option names (a secret one: {@link Secret}), defaults
 * filled in. Its {@code toString} shows no secret.
 */
public final class Settings {
    private final SortedMap<String, Object> values;

    private Settings(SortedMap<String, Object> values) {
        this.values = values;
    }

    /** These values, which the caller has checked against the options. */
    public static Settings of(Map<String, ?> values) {
        return new Settings(Collections.unmodifiableSortedMap(new TreeMap<>(values)));
    }

    /**
     * The value of a required option, or of one with a default.
     *
     * @throws IllegalArgumentException if it is absent or of another type
     */
    public <T> T get(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalArgumentException("option \"" + name + "\" is missing"));
    }

    /**
     * The value of an option that may be absent.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public <T> Optional<T> find(String name, Class<T> type) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("option \"" + name + "\" is no " + type.getSimpleName());
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    /** A list of texts; empty if absent. */
    public List<String> texts(String name) {
        return find(name, List.class).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
