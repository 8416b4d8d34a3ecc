package io.github.dynagents.examples.process;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.Backend;
import io.github.dynagents.testkit.tck.BackendMachine;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The account's directory and the host's processes, looked at without the provider's help: a machine costs money while
 * a process runs its script.
 */
final class ProcessBackend implements Backend {
    private static final int CAPACITY = 20;
    private static final Duration POLL = Duration.ofMillis(50);
    /** Each account's agents sleep for a time of their own, by which they are found among the host's processes. */
    private static final AtomicInteger SLEEPS = new AtomicInteger();

    private final Pace pace = new ProcessPace();
    private final Path directory;
    private final String sleep = "8" + ProcessHandle.current().pid() + String.format("%04d", SLEEPS.incrementAndGet());
    private final Planted planted;
    private final Breakage breakage;

    ProcessBackend(Path directory) {
        this.directory = directory;
        this.planted = new Planted(directory);
        this.breakage = new Breakage(directory, planted, CAPACITY);
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Object> account() {
        return Map.of("dir", directory, "capacity", CAPACITY, "watchdog-poll", POLL);
    }

    @Override
    public Map<String, Object> template() {
        return Map.of();
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public AgentSpec agent() {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, 2)
                .argv(List.of("sleep", sleep))
                .env(Map.of("AGENT_COLOUR", "teal"))
                .build();
    }

    @Override
    public List<BackendMachine> billed() {
        List<String> commands = Scripts.running(directory.toString())
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(machine -> !machine.getFileName().toString().startsWith("."))
                    .filter(machine -> commands.stream().anyMatch(line -> line.contains(machine + "/boot.sh")))
                    .map(machine -> BackendMachine.of(
                                    machine.toString(), machine.getFileName().toString())
                            .given(machine + read(machine.resolve("boot.sh")) + read(machine.resolve("tags"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // a machine made by hand has no such file
        }
    }

    /** Every watchdog says so when it begins, to a log that is kept. */
    @Override
    public int made(String name) {
        return (int)
                Stream.of(directory.resolve(name), directory.resolve(".ended").resolve(name))
                        .flatMap(machine -> read(machine.resolve("log")).lines())
                        .filter(line -> line.endsWith("watching"))
                        .count();
    }

    /** A call that hangs need not hang for long. */
    @Override
    public Duration deadline() {
        return breakage.hangs() ? Duration.ofMillis(500) : Duration.ofSeconds(30);
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        return breakage.faults(call);
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        breakage.begin(fault);
    }

    @Override
    public void breaksPage(int page, RawFault fault) {
        breakage.begin(fault);
    }

    @Override
    public void mend() {
        breakage.end();
    }

    @Override
    public List<String> plantMany(String owner, int machines) {
        return planted.many(owner, machines);
    }

    @Override
    public String plantForeign(String name, Optional<String> owner) {
        return planted.one(name, owner, new Lease(pace.now(), Duration.ofHours(1), false));
    }

    @Override
    public void vanish(String nativeId) {
        Scripts.kill(() -> Stream.concat(Scripts.running(Path.of(nativeId)), agents(nativeId)));
    }

    /** The files that hold secrets. */
    @Override
    public SortedSet<String> sideResources() {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(file -> file.endsWith("boot.sh"))
                    .forEach(file ->
                            names.add(file.getName(file.getNameCount() - 2).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Override
    public String markOnMachine(String nativeId) {
        return read(Path.of(nativeId, "mark")).strip();
    }

    /** A watchdog starts an agent when it next looks. */
    @Override
    public int agentsRunning(String nativeId) {
        try {
            Waiting.until(
                    Duration.ofSeconds(10), () -> agents(nativeId).findAny().isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        pace.pass(POLL.multipliedBy(2)); // a second one would be there by now
        return (int) agents(nativeId).count();
    }

    private Stream<ProcessHandle> agents(String nativeId) {
        return Scripts.agents(Path.of(nativeId), "sleep " + sleep);
    }

    /** Nothing outlives the test, whatever became of it. */
    @Override
    public void close() throws IOException {
        breakage.end();
        Scripts.kill(() -> Scripts.running(directory.toString()));
        Scripts.kill(() -> Scripts.running("sleep " + sleep));
    }
}
