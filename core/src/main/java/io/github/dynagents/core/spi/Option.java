package io.github.dynagents.core.spi;

import java.util.Optional;

/** One setting of an account or a template, as data: what {@code check}, {@code init} and {@code providers} show. */
public final class Option {
    private final String name;
    private final Class<?> type;
    private final Optional<String> fallback;
    private final boolean required;
    private final boolean secret;
    private final String help;

    private Option(
            String name, Class<?> type, Optional<String> fallback, boolean required, boolean secret, String help) {
        this.name = name;
        this.type = type;
        this.fallback = fallback;
        this.required = required;
        this.secret = secret;
        this.help = help;
    }

    /**
     * A setting that must be given.
     *
     * @param type one of String, Integer, Double, Boolean, {@link java.time.Duration},
     *     {@link io.github.dynagents.core.model.Money}, {@link io.github.dynagents.core.model.Platform},
     *     {@link java.nio.file.Path} (relative to the configuration file, arrives absolute); or {@link java.util.List}
     *     for a list of String
     */
    public static Option required(String name, Class<?> type, String help) {
        return new Option(name, type, Optional.empty(), true, false, help);
    }

    /** A setting with a default, written as in the configuration file. */
    public static Option of(String name, Class<?> type, String fallback, String help) {
        return new Option(name, type, Optional.of(fallback), false, false, help);
    }

    /** A setting that may be left out, and then is absent. */
    public static Option optional(String name, Class<?> type, String help) {
        return new Option(name, type, Optional.empty(), false, false, help);
    }

    /** A text that no message may show; it arrives as a {@link io.github.dynagents.core.model.Secret}. */
    public static Option secret(String name, boolean required, String help) {
        return new Option(name, String.class, Optional.empty(), required, true, help);
    }

    public String name() {
        return name;
    }

    public Class<?> type() {
        return type;
    }

    /** The default, written as in the configuration file. */
    public Optional<String> fallback() {
        return fallback;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isSecret() {
        return secret;
    }

    /** One sentence: what it is for. */
    public String help() {
        return help;
    }
}
