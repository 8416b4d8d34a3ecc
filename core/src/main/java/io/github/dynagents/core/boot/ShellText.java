package io.github.dynagents.core.boot;

/** Values as words of a POSIX shell script. */
final class ShellText {
    private ShellText() {}

    /**
     * One word that means exactly this text, whatever is in it.
     *
     * @throws IllegalArgumentException if it holds a NUL, which no program can be given
     */
    static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a value for a machine's script holds a NUL character");
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * The name of an environment variable, as it is.
     *
     * @throws IllegalArgumentException if a shell could not set it
     */
    static String variable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "not a name for an environment variable (A-Z, a-z, 0-9 and _): \"" + name + "\"");
        }
        return name;
    }

    /** A function of that name and body. */
    static String function(String name, String body) {
        return name + "() {\n" + body + "\n}";
    }
}
