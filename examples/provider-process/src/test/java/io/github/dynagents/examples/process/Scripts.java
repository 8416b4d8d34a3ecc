package io.github.dynagents.examples.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Processes of this host, by what they run. */
final class Scripts {
    private Scripts() {}

    /** Whoever runs a machine's script: its watchdog and its guard. */
    static Stream<ProcessHandle> running(Path machine) {
        return running(machine + "/boot.sh");
    }

    static Stream<ProcessHandle> running(String part) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(part))
                        .isPresent());
    }

    /** Agents that run such a command in a machine's directory. */
    static Stream<ProcessHandle> agents(Path machine, String command) {
        return running(command).filter(process -> workingIn(process).startsWith(machine));
    }

    private static Path workingIn(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"));
        } catch (IOException e) {
            return Path.of("gone");
        }
    }

    /** Ends them and all below them, those too that are started meanwhile; returns when none runs any more. */
    static void kill(Supplier<Stream<ProcessHandle>> processes) {
        try {
            boolean gone = Waiting.until(Duration.ofSeconds(30), () -> {
                List<ProcessHandle> all = processes
                        .get()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .toList();
                all.forEach(ProcessHandle::destroyForcibly);
                return all.isEmpty();
            });
            if (!gone) {
                throw new IllegalStateException("processes outlive SIGKILL: "
                        + processes.get().map(ProcessHandle::info).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
