package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real watchdog over a small shell agent, in a directory of its own, with short times. */
final class WatchedMachine implements AutoCloseable {
    /** Notes its starts and SIGTERMs in {@code ../events}; ends when it is told, once the file {@code ../busy} is gone. */
    static final String FINISHING = """
            told=
            trap 'told=yes; echo term >>../events' TERM
            echo start >>../events
            while [ -z "$told" ] || [ -e ../busy ]; do sleep 0.05; done
            echo end >>../events
            """;

    /** Never ends by SIGTERM, and has a child and a grandchild that do not either. */
    static final String STUBBORN = """
            trap '' TERM
            sh -c 'trap "" TERM; echo $$ >../child; sleep 1000 & echo $! >../grandchild; wait; sleep 1000' &
            echo start >>../events
            while :; do sleep 0.05; done
            """;

    private final Path directory;
    private final Path script;
    private AgentSpec agent;
    private Duration ttl = Duration.ofHours(1);
    private Duration grace = Duration.ofMinutes(5);
    private Duration maxLife = Duration.ofHours(10);
    private UnaryOperator<String> change = UnaryOperator.identity();
    private UnaryOperator<Host> host = UnaryOperator.identity();
    private Map<String, String> env = Map.of();
    private String shell = "sh";
    private Path home;
    private List<String> within = List.of();
    private MarkChannel channel;
    private Optional<Process> process = Optional.empty();
    private long moves = 1_800_000_000;

    WatchedMachine(Path directory, String agentText) {
        this.directory = directory;
        this.script = directory.resolve("boot.sh");
        this.home = directory;
        this.channel = MarkChannel.file(directory.resolve("mark"));
        this.agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", agentText))
                .build();
    }

    WatchedMachine agent(AgentSpec agent) {
        this.agent = agent;
        return this;
    }

    AgentSpec agent() {
        return agent;
    }

    /** Its agent ends by itself after each workflow, and SIGTERM would kill that. */
    WatchedMachine oneWorkflowEach() {
        agent = AgentSpec.builder(OnTerm.KILLS_JOBS, 1).argv(agent.argv()).build();
        return this;
    }

    WatchedMachine channel(MarkChannel channel) {
        this.channel = channel;
        return this;
    }

    /** Keeps the watchdog's own files elsewhere, in what a command makes of that which it is given to run. */
    WatchedMachine at(Path home, String... within) {
        this.home = home;
        this.within = List.of(within);
        return this;
    }

    WatchedMachine ttl(Duration ttl) {
        this.ttl = ttl;
        return this;
    }

    WatchedMachine grace(Duration grace) {
        this.grace = grace;
        return this;
    }

    WatchedMachine maxLife(Duration maxLife) {
        this.maxLife = maxLife;
        return this;
    }

    WatchedMachine change(UnaryOperator<String> change) {
        this.change = change;
        return this;
    }

    WatchedMachine host(UnaryOperator<Host> host) {
        this.host = host;
        return this;
    }

    WatchedMachine env(Map<String, String> env) {
        this.env = env;
        return this;
    }

    WatchedMachine shell(String shell) {
        this.shell = shell;
        return this;
    }

    /** Starts it with a mark that says run. */
    WatchedMachine start() throws IOException {
        renew();
        return startUnmarked();
    }

    WatchedMachine startUnmarked() throws IOException {
        Purchase purchase = new Purchase(
                new MachineName("m-1"),
                "test",
                "pool",
                new OfferingId("account", "template"),
                agent,
                new Lease(Instant.EPOCH, ttl, false),
                grace,
                maxLife,
                Instant.MAX);
        Host host = Host.process(home.toString())
                .times(new WatchdogTimes(Duration.ofMillis(100), Duration.ZERO))
                .powerOff("echo off >>"
                        + ShellText.quote(directory.resolve("events").toString()));
        Files.writeString(script, change.apply(BootScript.render(purchase, channel, this.host.apply(host))));
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(shell, script.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        builder.environment().putAll(env);
        process = Optional.of(builder.start());
        return this;
    }

    /** The watchdog's own files, wherever they are. */
    Path home() {
        return within.isEmpty() ? home : Path.of("/proc/" + watchdog().pid() + "/root" + home);
    }

    /** Moves the lease's end. */
    void renew() {
        moves++;
        mark(moves + "-" + ttl.toSeconds() + "-run");
    }

    /** Tells it to drain, the lease's end unmoved. */
    void drain() {
        mark(moves + "-" + ttl.toSeconds() + "-drain");
    }

    void undrain() {
        mark(moves + "-" + ttl.toSeconds() + "-run");
    }

    void mark(String text) {
        try {
            Path part = directory.resolve("mark.new");
            Files.writeString(part, text + "\n");
            Files.move(part, directory.resolve("mark"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file) throws IOException {
        Files.writeString(directory.resolve(file), "");
    }

    void delete(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    String read(String file) throws IOException {
        try {
            return Files.readString(directory.resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    List<String> events() throws IOException {
        return read("events").lines().toList();
    }

    String status(String key) throws IOException {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** The process that the status names, or empty. */
    Optional<ProcessHandle> processOf(String key) throws IOException {
        String pid = status(key).split(" ", 2)[0];
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    Optional<ProcessHandle> processIn(String file) throws IOException {
        String pid = read(file).strip();
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    Process watchdog() {
        return process.orElseThrow();
    }

    void awaitEvents(String... events) throws Exception {
        Eventually.until("events are " + List.of(events), () -> events().equals(List.of(events)));
    }

    void awaitStatus(String key, String value) throws Exception {
        Eventually.until(key + " is " + value, () -> status(key).equals(value));
    }

    void awaitEnd() throws Exception {
        Eventually.until("the machine is over", () -> status("over").equals("yes"));
        Eventually.until("the watchdog is gone", () -> !watchdog().isAlive());
    }

    void signal(String signal, ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** What a release does. */
    int kill() throws IOException {
        return new ProcessBuilder("sh", script.toString(), "kill")
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    @Override
    public void close() throws IOException {
        if (process.isPresent()) {
            if (within.isEmpty()) {
                kill();
            }
            watchdog().destroyForcibly().onExit().join();
        }
    }
}
