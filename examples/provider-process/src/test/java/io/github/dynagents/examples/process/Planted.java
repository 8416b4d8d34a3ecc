package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Machines that no provider made: a directory each, and a process that does nothing. */
final class Planted {
    private static final String SCRIPT = "while sleep 86400; do :; done\n";

    private final Path directory;

    Planted(Path directory) {
        this.directory = directory;
    }

    /** A machine with a process of its own; returns its native id. */
    String one(String name, Optional<String> owner, Lease lease) {
        try {
            Path machine = Files.createDirectory(directory.resolve(name));
            Files.writeString(machine.resolve("mark"), lease.mark() + "\n");
            write(machine, owner, start(machine));
            return machine.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a machine away again. */
    void remove(Path machine) throws IOException {
        Scripts.kill(() -> Scripts.running(machine));
        try (Stream<Path> files = Files.walk(machine)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Many machines which say that they all live in one process. */
    List<String> many(String owner, int count) {
        List<String> names = new ArrayList<>();
        try {
            Path together = Files.createDirectories(directory.resolve(".together"));
            String process = start(together);
            for (int i = 0; i < count; i++) {
                String name = "planted-" + i;
                write(Files.createDirectory(directory.resolve(name)), Optional.of(owner), process);
                names.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static void write(Path machine, Optional<String> owner, String process) throws IOException {
        if (owner.isPresent()) {
            new Tags(owner.get(), "planted", "default", Instant.now().minus(Duration.ofHours(1)))
                    .write(machine.resolve("tags"));
        }
        Files.writeString(machine.resolve("status"), "watchdog=" + process + "\nstate=running\n");
    }

    /** Runs a script as a machine does; tells its process as a watchdog writes it. */
    private static String start(Path machine) throws IOException {
        Path script = Files.writeString(machine.resolve("boot.sh"), SCRIPT);
        Process process = new ProcessBuilder("sh", script.toString())
                .directory(machine.toFile())
                .start();
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] field = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return process.pid() + " " + field[19];
    }
}
