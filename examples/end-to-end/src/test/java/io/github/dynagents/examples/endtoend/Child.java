package io.github.dynagents.examples.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that a test has started, and all that it has printed. */
final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts one; its standard output and error go to the file. */
    static Child start(String name, Path log, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean says(String text) {
        return log().contains(text);
    }

    /** The lines that contain the text. */
    List<String> lines(String text) {
        return log().lines().filter(line -> line.contains(text)).toList();
    }

    /** Waits for a text; fails at once if the process ends without it. */
    void awaitText(String text) throws Exception {
        Waiting.until(
                name + " says \"" + text + "\"",
                () -> {
                    boolean ended = !isAlive();
                    if (says(text)) {
                        return true;
                    }
                    if (ended) {
                        throw new AssertionError(name + " ended with " + process.exitValue() + " without saying \""
                                + text + "\": " + log());
                    }
                    return false;
                },
                this::log);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end; tells its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " (process " + pid() + ") does not end: " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<Integer> exitStatus() {
        return isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }
}
