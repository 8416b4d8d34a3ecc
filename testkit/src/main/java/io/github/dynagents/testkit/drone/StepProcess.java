package io.github.dynagents.testkit.drone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A step's shell and all that it started. */
final class StepProcess {
    private final Process process;

    private StepProcess(Process process) {
        this.process = process;
    }

    static StepProcess start(StepSpec step, Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", String.join("\n", step.commands()))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new StepProcess(process);
    }

    long pid() {
        return process.pid();
    }

    /** Reads the output to its end, then tells the exit status. */
    int await(List<String> output) throws IOException, InterruptedException {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(output::add);
        }
        return process.waitFor();
    }

    /** Kills the shell and its children. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
