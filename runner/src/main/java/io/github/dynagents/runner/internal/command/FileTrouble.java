package io.github.dynagents.runner.internal.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says why a file cannot be written: some exceptions of Java have nothing but its name for a message. */
public final class FileTrouble {
    private FileTrouble() {}

    public static String why(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException e -> e.getFile() + " (its folder is not there)";
            case AccessDeniedException e -> e.getFile() + " (permission denied)";
            case FileSystemException e ->
                e.getFile() + " ("
                        + Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName()) + ")";
            default -> String.valueOf(thrown.getMessage());
        };
    }
}
