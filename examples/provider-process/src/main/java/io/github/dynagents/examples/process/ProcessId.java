package io.github.dynagents.examples.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process, now and for ever: numbers are given again, but not with the same start.
 *
 * @param pid its number
 * @param start as the watchdog writes it: of {@code /proc/PID/stat}, else of {@code ps}
 */
record ProcessId(long pid, String start) {
    private static final Path PROC = Path.of("/proc");

    /** Reads {@code PID START}; empty where the watchdog names none. */
    static Optional<ProcessId> parse(String text) {
        String[] part = text.split(" ", 2);
        if (part.length < 2 || !part[0].matches("[0-9]{1,18}") || part[1].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProcessId(Long.parseLong(part[0]), part[1]));
    }

    boolean alive() throws IOException {
        return Files.exists(PROC.resolve("self/stat")) ? aliveByProc() : aliveByPs();
    }

    private boolean aliveByProc() {
        String stat;
        try {
            stat = new String(Files.readAllBytes(PROC.resolve(pid + "/stat")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return false; // gone; it may also go while it is read
        }
        // The fields that follow the program's name, which may hold anything: state first, start as the 20th.
        String[] field = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return field.length >= 20 && !List.of("Z", "X").contains(field[0]) && field[19].equals(start);
    }

    private boolean aliveByPs() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-o", "lstart=", "-p", String.valueOf(pid)).start();
        String[] word = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\\s+", 2);
        return word.length == 2 && !word[0].startsWith("Z") && (word[1].replaceAll("\\s+", "_") + "_").equals(start);
    }
}
