package io.github.dynagents.core.spi;

import java.util.List;
import java.util.Locale;

/** One thing that an examination of an account has found. Never contains a secret. */
public final class Finding {
    /** How bad it is. May grow: treat an unknown one like {@link #WARNING}. */
    public enum Severity {
        /** Nothing can be bought from it, or only part. */
        WRONG,
        /** It works, and costs or behaves other than one may think. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    private final Severity severity;
    private final String about;
    private final String what;
    private final String todo;

    private Finding(Severity severity, String about, String what, String todo) {
        if (what.isBlank()) {
            throw new IllegalArgumentException("a finding must say what was found");
        }
        this.severity = severity;
        this.about = about.strip();
        this.what = what.strip();
        this.todo = todo.strip();
    }

    /**
     * Nothing can be bought, or only part.
     *
     * @param about such as {@code template small}; empty for the account as a whole
     * @param what what was found, in one line
     * @param todo what to do, perhaps in several lines; empty if nothing can be done
     */
    public static Finding wrong(String about, String what, String todo) {
        return new Finding(Severity.WRONG, about, what, todo);
    }

    /** It works, and costs or behaves other than one may think. The arguments are those of {@link #wrong}. */
    public static Finding warning(String about, String what, String todo) {
        return new Finding(Severity.WARNING, about, what, todo);
    }

    /** Worth knowing, with nothing to do. The arguments are those of {@link #wrong}. */
    public static Finding note(String about, String what) {
        return new Finding(Severity.NOTE, about, what, "");
    }

    public Severity severity() {
        return severity;
    }

    /** What it is about, such as {@code template small}; empty for the account as a whole. */
    public String about() {
        return about;
    }

    /** What was found. */
    public String what() {
        return what;
    }

    /** What to do, perhaps in several lines; empty if nothing can be done. */
    public String todo() {
        return todo;
    }

    /** In one line. */
    @Override
    public String toString() {
        String found = severity.name().toLowerCase(Locale.ROOT) + ": " + (about.isEmpty() ? "" : about + ": ") + what;
        return String.join(" ", List.of((todo.isEmpty() ? found : found + " → " + todo).split("\\s*\\R\\s*")));
    }
}
