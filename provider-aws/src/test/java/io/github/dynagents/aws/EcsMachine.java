package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A real minder among stand-ins for Docker, systemd and the ECS agent; see {@code ecs-machine.sh}. */
final class EcsMachine implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path directory;
    private final List<String> shell;
    private Optional<Process> process = Optional.empty();

    EcsMachine(Path directory, String shell) throws IOException {
        this.directory = directory;
        this.shell = List.of(shell.split(" ", -1));
        for (String each : List.of("containers", "desired", "bin")) {
            Files.createDirectories(directory.resolve(each));
        }
        Files.writeString(directory.resolve("kills"), "");
        try (InputStream text = Objects.requireNonNull(EcsMachine.class.getResourceAsStream("ecs-machine.sh"))) {
            byte[] standIn = text.readAllBytes();
            for (String program : List.of("docker", "systemctl", "curl")) {
                Path file = directory.resolve("bin").resolve(program);
                Files.write(file, standIn);
                if (!file.toFile().setExecutable(true)) {
                    throw new IOException("not executable: " + file);
                }
            }
        }
    }

    /** The environment in which the stand-ins are found. */
    void equip(ProcessBuilder builder) {
        builder.environment().put("MACHINE", directory.toString());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** Starts the minder, in shorter turns. */
    EcsMachine start() throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-c", impatient(Minder.program().argv().getLast())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        equip(builder);
        process = Optional.of(builder.start());
        until("the ECS agent runs", () -> has("ecs-up"));
        return this;
    }

    static String impatient(String minder) {
        return minder.replaceFirst("\nturn=1 ", "\nturn=0.1 ");
    }

    /** ECS starts a task. */
    EcsMachine task(String id) throws IOException {
        Files.writeString(directory.resolve("desired/" + id), "RUNNING");
        Files.writeString(directory.resolve("containers/" + id), "");
        return this;
    }

    /** StopTask, which the ECS agent obeys at once if it runs. */
    void stopTask(String id) throws IOException {
        Files.writeString(directory.resolve("desired/" + id), "STOPPED");
        if (has("ecs-up")) {
            Files.writeString(directory.resolve("kills"), id + " ecs\n", StandardOpenOption.APPEND);
        }
    }

    /** StopTask comes through while the ECS agent is being stopped. */
    void stopTaskLate(String id) throws IOException {
        Files.writeString(directory.resolve("late"), id + "\n");
    }

    /** The agent in a container has finished. */
    void finishes(String id) throws IOException {
        Files.delete(directory.resolve("containers/" + id));
    }

    /** What the watchdog does in a drain, or when its machine ends. */
    void term() {
        process.orElseThrow().destroy();
    }

    /** Waits until the minder has looked so many times more at what runs. */
    void looks(int times) throws Exception {
        long before = looked();
        until("it has looked " + times + " times more", () -> looked() >= before + times);
    }

    private long looked() throws IOException {
        return lines("events").stream().filter("looked"::equals).count();
    }

    /** Each SIGTERM: which container, and from whom. */
    List<String> told() throws IOException {
        return lines("kills");
    }

    void awaitTold(String... all) throws Exception {
        until("told: " + List.of(all), () -> told().equals(List.of(all)));
    }

    /** What was done, looks apart. */
    List<String> events() throws IOException {
        return lines("events").stream().filter(each -> !each.equals("looked")).toList();
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    boolean goesOn() {
        return process.orElseThrow().isAlive();
    }

    int ends() throws Exception {
        until("the minder ends", () -> !goesOn());
        return process.orElseThrow().exitValue();
    }

    private List<String> lines(String file) throws IOException {
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Waits for what real processes do. */
    void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() - end > 0) {
                fail("after " + DEADLINE + " still not: " + what + "; " + lines("events") + lines("log"));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        });
    }
}
