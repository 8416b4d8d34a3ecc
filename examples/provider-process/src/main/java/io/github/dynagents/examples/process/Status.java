package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the watchdog tells of itself in its file.
 *
 * @param processes the watchdog, its guard and the agent, as far as there are any
 * @param agent what the agent does
 * @param told whether the agent was told to finish, or will not be followed by another
 * @param ending whether the machine is on its way out
 */
record Status(List<ProcessId> processes, AgentState agent, boolean told, boolean ending) {
    /** Empty if the watchdog has not written any yet. */
    static Optional<Status> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        List<ProcessId> processes = List.of("watchdog", "guard", "agent").stream()
                .flatMap(key -> ProcessId.parse(value(lines, key)).stream())
                .toList();
        AgentState agent = switch (value(lines, "state")) {
            case "not-started" -> AgentState.NOT_STARTED;
            case "running" -> AgentState.RUNNING;
            case "stopped" -> AgentState.STOPPED;
            default -> AgentState.NOT_SHOWN;
        };
        return Optional.of(new Status(
                processes,
                agent,
                value(lines, "told").equals("yes"),
                !value(lines, "reason").isEmpty()));
    }

    /** Whether any of it still runs: one is enough to be a machine that must be let go. */
    boolean alive() throws IOException {
        for (ProcessId process : processes) {
            if (process.alive()) {
                return true;
            }
        }
        return false;
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }
}
