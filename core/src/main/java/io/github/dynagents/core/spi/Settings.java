package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Secret;
import java.nio.file.Path;
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
     * Checks values against options and fills in defaults, as the daemon does with a configuration; for programs that
     * open a provider by themselves.
     *
     * @param values by the option's name, each of its option's type, a secret one as a {@link Secret}
     * @throws IllegalArgumentException naming the option that is missing, unknown or of another type; it shows no value
     */
    public static Settings read(List<Option> options, Map<String, ?> values) {
        SortedMap<String, Object> read = new TreeMap<>();
        for (Option option : options) {
            value(option, Optional.ofNullable(values.get(option.name())))
                    .ifPresent(value -> read.put(option.name(), value));
        }
        values.keySet().stream()
                .filter(name ->
                        options.stream().noneMatch(option -> option.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("there is no option \"" + name + "\", only "
                            + options.stream().map(Option::name).toList());
                });
        return new Settings(Collections.unmodifiableSortedMap(read));
    }

    private static Optional<Object> value(Option option, Optional<Object> given) {
        Class<?> type = option.isSecret() ? Secret.class : option.type();
        if (given.isEmpty() && option.isRequired()) {
            throw new IllegalArgumentException("option \"" + option.name() + "\" is missing: " + option.help());
        }
        if (given.isPresent() && !type.isInstance(given.get())) {
            throw new IllegalArgumentException("option \"" + option.name() + "\" must be "
                    + (option.isSecret() ? "a secret" : OptionValue.expected(option.type())) + ", not a "
                    + given.get().getClass().getSimpleName());
        }
        return given.or(() -> option.fallback()
                .map(text -> OptionValue.read(option.type(), text, Path.of("").toAbsolutePath())));
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
