package io.github.dynagents.testkit.tck;

/** One machine as the backend has it. */
public final class BackendMachine {
    private final String nativeId;
    private final String name;
    private final String given;

    private BackendMachine(String nativeId, String name, String given) {
        this.nativeId = nativeId;
        this.name = name;
        this.given = given;
    }

    /** A machine of that native id and name. */
    public static BackendMachine of(String nativeId, String name) {
        return new BackendMachine(nativeId, name, "");
    }

    /** The same, with all that it was given at its birth: tags, user data, arguments, as text. */
    public BackendMachine given(String text) {
        return new BackendMachine(nativeId, name, text);
    }

    public String nativeId() {
        return nativeId;
    }

    public String name() {
        return name;
    }

    /** All that it was given at its birth, as text. */
    public String given() {
        return given;
    }

    @Override
    public String toString() {
        return name + " (" + nativeId + ")";
    }
}
