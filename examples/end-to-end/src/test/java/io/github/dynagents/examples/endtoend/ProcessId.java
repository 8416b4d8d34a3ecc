package io.github.dynagents.examples.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process, told from a later one of the same number.
 *
 * @param pid its number
 * @param start when it began, in the kernel's words; empty where the host does not tell
 */
record ProcessId(long pid, String start) {
    private static final Path PROC = Path.of("/proc");

    /** Reads {@code PID START} as the watchdog writes it; empty where it names none. */
    static Optional<ProcessId> parse(String text) {
        String[] part = text.split(" ", 2);
        return part.length == 2 && part[0].matches("[0-9]{1,18}")
                ? Optional.of(new ProcessId(Long.parseLong(part[0]), part[1]))
                : Optional.empty();
    }

    /** Whether it still runs; one that only waits for its parent to notice its end does not. */
    boolean alive() {
        if (!Files.exists(PROC.resolve("self/stat"))) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] field = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return !field[0].equals("Z") && !field[0].equals("X") && field[19].equals(start);
        } catch (IOException e) {
            return false; // gone, perhaps while it was read
        }
    }
}
