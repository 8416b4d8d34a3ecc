package io.github.dynagents.runner.internal.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Says why a file cannot be read or written: some exceptions of Java have nothing but its name for a message. */
public final class FileTrouble {
    private FileTrouble() {}

    /** What stands in the way of writing that file, if it can be told without trying. */
    public static Optional<String> beforehand(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder) && !Files.isDirectory(file)
                ? Optional.empty()
                : Optional.of("its folder must be there and writable, and it must be no folder itself");
    }

    /** Names the file, and tells what happened. */
    public static String why(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException e -> e.getFile() + " (no such file or folder)";
            case AccessDeniedException e -> e.getFile() + " (permission denied)";
            case FileSystemException e ->
                e.getFile() + " ("
                        + Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName()) + ")";
            default -> String.valueOf(thrown.getMessage());
        };
    }
}
