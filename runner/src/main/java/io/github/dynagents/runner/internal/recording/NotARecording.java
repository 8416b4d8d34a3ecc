package io.github.dynagents.runner.internal.recording;

/** A file cannot be replayed; the message says why. */
public final class NotARecording extends Exception {
    private static final long serialVersionUID = 1;

    NotARecording(String message) {
        super(message);
    }

    NotARecording(String message, Throwable cause) {
        super(message, cause);
    }
}
