package io.github.dynagents.runner;

/** What the program ends with. */
public enum ExitCode {
    /** Done. */
    OK(0, "Done."),
    /** A fault of this program or of a plugin. */
    FAILURE(1, "A fault of this program or of a plugin; please report it."),
    /** The command line is wrong. */
    USAGE(2, "The command line is wrong."),
    /** The configuration is wrong. */
    CONFIGURATION(3, "The configuration is wrong; nothing was called."),
    /** A server, a cloud or a disk could not be reached, denied access, or is not as it has to be. */
    OUTSIDE(4, "A CI server, cloud or disk was not reached, refused, or lacks something."),
    /** Refused, since its cost has no bound or a limit forbids it. */
    UNSAFE(5, "Refused as unsafe: what it may cost has no bound."),
    /** The launcher found no Java. */
    NO_JAVA(6, "The launcher found no Java 21 or newer; it says what to install."),
    /** The launcher could not build. */
    NOT_BUILT(7, "The launcher could not build the program."),
    /** Nobody confirmed what was to be done. */
    UNCONFIRMED(8, "Machines would have been released, and nobody said yes; --yes does.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** As the shell sees it. */
    public int code() {
        return code;
    }

    /** In one sentence. */
    public String meaning() {
        return meaning;
    }
}
