package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A whole Linux machine, booted in namespaces of this host; see {@code small-machine.sh}. Its disk outlives it. */
final class SmallMachine implements AutoCloseable {
    /** How its process 1 ends, as a shell tells it. */
    static final int POWERED_OFF = 130;

    static final int REBOOTED = 129;

    private final Path disk;
    private final Path script;
    private final String init;
    private Duration ttl = Duration.ofHours(1);
    private Duration maxLife = Duration.ofHours(10);
    private UnaryOperator<Host> host = UnaryOperator.identity();
    private Optional<Process> process = Optional.empty();

    SmallMachine(Path directory, String init) throws IOException {
        this.disk = Files.createDirectories(directory.resolve("disk"));
        this.script = directory.resolve("small-machine.sh");
        this.init = init;
        Files.createDirectories(disk.resolve("shared"));
        Files.createDirectories(disk.resolve("extra"));
        try (InputStream text = SmallMachine.class.getResourceAsStream("small-machine.sh")) {
            Files.write(script, text.readAllBytes());
        }
    }

    /** Skips the test where no such machine can be; but a package that is missing fails it in CI. */
    static void canBeHad() throws Exception {
        String how = "systemd, unshare or nsenter is missing: run .ci/install-test-tools";
        boolean there = Stream.of("/usr/lib/systemd/systemd", "/lib/systemd/systemd")
                        .anyMatch(file -> Files.isExecutable(Path.of(file)))
                && run("unshare", "--version") == 0
                && run("nsenter", "--version") == 0;
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
        assumeTrue(
                run(
                                "sh",
                                "-c",
                                "test \"$(id -u)\" = 0 && exec unshare --mount --pid --fork --uts --ipc --net --cgroup"
                                        + " --time --boottime 1 sh -c 'mount -t cgroup2 cgroup2 /mnt && mkdir"
                                        + " /mnt/$0 && rmdir /mnt/$0 && mount -t proc proc /proc' \"$0\"",
                                "probe-" + UUID.randomUUID())
                        == 0,
                "not root, or the kernel grants no namespaces: no machine can be booted here");
    }

    private static int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    SmallMachine ttl(Duration ttl) {
        this.ttl = ttl;
        return this;
    }

    SmallMachine maxLife(Duration maxLife) {
        this.maxLife = maxLife;
        return this;
    }

    SmallMachine host(UnaryOperator<Host> host) {
        this.host = host;
        return this;
    }

    /** Gives it user data; its mark says run. */
    SmallMachine bought(String agentText) throws IOException {
        mark(1);
        Purchase purchase = new Purchase(
                new MachineName("m-1"),
                "test",
                "pool",
                new OfferingId("account", "template"),
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                        .argv(List.of("sh", "-c", agentText))
                        .build(),
                new Lease(Instant.EPOCH, ttl, false),
                Duration.ofMinutes(5),
                maxLife,
                Instant.MAX);
        Host quick = Host.machine().times(new WatchdogTimes(Duration.ofMillis(200), Duration.ofSeconds(12)));
        Files.writeString(
                disk.resolve("user-data"),
                BootScript.userData(purchase, MarkChannel.file(Path.of("/shared/mark")), host.apply(quick), 16 * 1024));
        return this;
    }

    void mark(long moves) throws IOException {
        Files.writeString(disk.resolve("shared/mark"), (1_800_000_000 + moves) + "-" + ttl.toSeconds() + "-run\n");
    }

    /** A program that is found before all others. */
    SmallMachine has(String program, String text) throws IOException {
        Path file = disk.resolve("extra").resolve(program);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return this;
    }

    SmallMachine boot() throws IOException {
        process = Optional.of(new ProcessBuilder("sh", script.toString(), "boot", disk.toString(), init)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        disk.resolve("shared/console").toFile()))
                .start());
        return this;
    }

    /** Boots it and waits until its agent has started so many times in all. */
    void bootUntilStarted(int times) throws Exception {
        boot();
        Eventually.until(
                "the agent has started " + times + " times",
                () -> read("shared/events")
                                .lines()
                                .filter(line -> line.equals("start"))
                                .count()
                        == times);
        Eventually.until("the status tells it", () -> status().contains("state=running"));
    }

    /** What it prints; run inside. */
    String does(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", init1(), "--all", "--"));
        words.addAll(List.of(command));
        Process inside = new ProcessBuilder(words).redirectErrorStream(true).start();
        String out = new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        inside.waitFor();
        return out;
    }

    String status() throws IOException, InterruptedException {
        return does("cat", "/run/dynagents/status");
    }

    /** A process's number inside, as the status tells it. */
    String pid(String key) throws IOException, InterruptedException {
        return status().lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    void signal(String signal, String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        for (String key : keys) {
            command.add(pid(key));
        }
        does(command.toArray(new String[0]));
    }

    /** Its process 1, by its number outside. */
    private String init1() {
        return process.orElseThrow()
                .descendants()
                .map(each -> Long.toString(each.pid()))
                .filter(SmallMachine::isFirst)
                .findFirst()
                .orElse("0");
    }

    private static boolean isFirst(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "status")).contains("NSpid:\t" + pid + "\t1\n");
        } catch (IOException e) {
            return false;
        }
    }

    boolean isUp() {
        return process.orElseThrow().isAlive();
    }

    int ends() throws Exception {
        Process running = process.orElseThrow();
        Eventually.until("the machine is off", () -> !running.isAlive());
        return running.exitValue();
    }

    String read(String file) throws IOException {
        Path path = disk.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    Path disk() {
        return disk;
    }

    /** Ends it as if the power failed. */
    void cut() throws IOException {
        if (process.isPresent() && process.get().isAlive()) {
            ProcessHandle.of(Long.parseLong(init1())).ifPresent(ProcessHandle::destroyForcibly);
            process.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
