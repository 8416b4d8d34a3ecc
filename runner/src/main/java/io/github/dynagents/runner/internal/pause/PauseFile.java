package io.github.dynagents.runner.internal.pause;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file by whose presence a daemon is paused. Its text tells who paused it, when and why; any file will do, an empty
 * one too.
 */
public final class PauseFile {
    private static final int LONGEST = 500;

    private final Path file;

    public PauseFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** What it says in one line, if it is there; if that cannot be known, it is taken to be there. */
    public Optional<String> read() {
        try {
            String text = Files.readString(file).strip().replaceAll("\\s+", " ");
            return Optional.of(
                    text.isEmpty() ? "paused by " + file : text.substring(0, Math.min(LONGEST, text.length())));
        } catch (NoSuchFileException e) {
            return isSurelyAbsent() ? Optional.empty() : unreadable("it leads nowhere");
        } catch (MalformedInputException e) {
            return Optional.of("paused by " + file);
        } catch (IOException e) {
            return unreadable(e.getClass().getSimpleName());
        }
    }

    /** Not behind a broken link, nor in a folder that is not there: what is not mounted may hold it. */
    private boolean isSurelyAbsent() {
        Path folder = file.getParent();
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) && folder != null && Files.isDirectory(folder);
    }

    private Optional<String> unreadable(String why) {
        return Optional.of("paused because " + file + " cannot be looked at (" + why + ")");
    }

    /** Puts it there, whole at once; one that is there is replaced. The daemon may be another user, and is to read it. */
    public void write(String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
        try {
            Files.writeString(draft, text + "\n");
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Takes it away; tells whether it was there. */
    public boolean remove() throws IOException {
        return Files.deleteIfExists(file);
    }
}
