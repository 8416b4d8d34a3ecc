package io.github.dynagents.runner.internal.plugin;

import java.util.ServiceConfigurationError;

/** Says in a line what a plugin's failure comes from. */
final class Cause {
    private Cause() {}

    static String of(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return switch (root) {
            case UnsupportedClassVersionError e ->
                "it is compiled for a newer Java than this one ("
                        + Runtime.version().feature() + ")";
            case NoClassDefFoundError e -> "the class " + named(e) + " is missing; put its jar into one folder with it";
            case ClassNotFoundException e ->
                "the class " + named(e) + " is missing; put its jar into one folder with it";
            case ServiceConfigurationError e -> String.valueOf(e.getMessage());
            case LinkageError e -> "it was compiled against something else than it meets here: " + e;
            default -> root.toString();
        };
    }

    private static String named(Throwable missing) {
        return String.valueOf(missing.getMessage()).replace('/', '.');
    }
}
