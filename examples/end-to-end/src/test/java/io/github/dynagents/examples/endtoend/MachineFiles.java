package io.github.dynagents.examples.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A machine of the process provider, as its files and processes show it to anyone on the host. */
record MachineFiles(Path path) {
    private static final String STARTED = "agent started as process ";

    /** Those of an account, ended ones too, by name. */
    static List<MachineFiles> of(Path account) throws IOException {
        List<MachineFiles> all = new ArrayList<>();
        for (Path folder : List.of(account, account.resolve(".ended"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.list(folder)) {
                    found.filter(Files::isDirectory)
                            .filter(each -> !each.getFileName().toString().startsWith("."))
                            .sorted()
                            .map(MachineFiles::new)
                            .forEach(all::add);
                }
            }
        }
        return all;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Whether the provider has put its files aside; those of one that has ended by itself stay for a while. */
    boolean isReleased() {
        return path.getNameCount() > 1
                && path.subpath(0, path.getNameCount() - 1).endsWith(".ended");
    }

    String mark() throws IOException {
        return text("mark").strip();
    }

    /** What its watchdog and its agent have printed. */
    String log() throws IOException {
        return text("log");
    }

    /** Numbers of the agents that it has started, one after the other. */
    List<String> agents() throws IOException {
        return log().lines()
                .filter(line -> line.contains(STARTED))
                .map(line -> line.substring(line.indexOf(STARTED) + STARTED.length()))
                .toList();
    }

    /** The agent that it runs now. */
    Optional<ProcessId> agent() throws IOException {
        return ProcessId.parse(status().getOrDefault("agent", ""));
    }

    /** Watchdog, guard and agent, as far as there were any. */
    List<ProcessId> processes() throws IOException {
        Map<String, String> status = status();
        return Stream.of("watchdog", "guard", "agent")
                .flatMap(key -> ProcessId.parse(status.getOrDefault(key, "")).stream())
                .toList();
    }

    boolean runs() throws IOException {
        return processes().stream().anyMatch(ProcessId::alive);
    }

    /** Kills all of it at once, as if its power failed. */
    void killWhole() throws IOException, InterruptedException {
        Path script = path.resolve("boot.sh");
        if (Files.exists(script)) {
            new ProcessBuilder("sh", script.toString(), "kill")
                    .directory(path.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private Map<String, String> status() throws IOException {
        Map<String, String> status = new TreeMap<>();
        text("status").lines().forEach(line -> {
            int equals = line.indexOf('=');
            status.put(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
        });
        return status;
    }

    private String text(String file) throws IOException {
        try {
            return Files.readString(path.resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
