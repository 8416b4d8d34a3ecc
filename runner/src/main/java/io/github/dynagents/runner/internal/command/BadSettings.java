package io.github.dynagents.runner.internal.command;

/** Settings are well formed, each by itself, and make no sense together. */
public final class BadSettings extends Exception {
    private static final long serialVersionUID = 1;

    public BadSettings(String message) {
        super(message);
    }

    public BadSettings(String message, Throwable cause) {
        super(message, cause);
    }
}
