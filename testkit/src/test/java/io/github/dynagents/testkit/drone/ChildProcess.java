package io.github.dynagents.testkit.drone;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of this module as a process of its own; ends with the test. */
final class ChildProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final Process process;
    private final List<String> output = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static ChildProcess start(Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (Optional<String> line = next(reader); line.isPresent(); line = next(reader)) {
                synchronized (output) {
                    output.add(line.get());
                    output.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (output) {
                output.add("cannot read the output: " + e);
                output.notifyAll();
            }
        }
    }

    private static Optional<String> next(BufferedReader reader) throws IOException {
        return Optional.ofNullable(reader.readLine());
    }

    /** Waits for a line that has this text, and fails with all output if none comes. */
    String awaitLine(String text) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        synchronized (output) {
            while (true) {
                Optional<String> found =
                        output.stream().filter(line -> line.contains(text)).findFirst();
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("no line with \"" + text + "\" in " + output);
                }
                output.wait(left);
            }
        }
    }

    /** Sends SIGTERM. (The process's own {@code destroy} would close its output besides.) */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running, said " + output);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
