package io.github.dynagents.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.testkit.drone.DroneAgentMain;
import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.DroneServerMain;
import io.github.dynagents.testkit.tck.MotoProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where one test takes place: a folder, a Drone server, the agent's program, and every process that is started there. It
 * ends them all by their ids, however the test went, and shows what they printed if it failed.
 */
final class Site implements BeforeEachCallback, AfterEachCallback {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Pattern LISTENS = Pattern.compile("drone server pid (\\d+) listens on (\\S+)");
    private static final String TOKEN = "admin-token-invented";
    private static final String RPC_SECRET = "rpc-secret-invented";
    private static final String HOOK_SECRET = "hook-secret-invented";

    /** Tests that share a real server come one after the other. */
    private static final Semaphore REAL_SERVER = new Semaphore(1);

    private final List<Child> children = new ArrayList<>();
    private final List<DroneHttpServer> servers = new ArrayList<>();
    private Optional<Drone> opened = Optional.empty();
    private boolean alone;
    private Path directory = Path.of("");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("dynagents-end-to-end-").toRealPath();
        Files.createDirectories(plugins());
        Path provider = packaged("dynagents-provider-process-");
        Files.copy(provider, plugins().resolve(provider.getFileName()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        StringBuilder told =
                new StringBuilder(context.getDisplayName()).append(": ").append(pids());
        try {
            if (context.getExecutionException().filter(Site::isFailure).isPresent()) {
                told.append('\n').append(everything());
            }
        } finally {
            System.out.println(told);
            end();
        }
    }

    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof org.opentest4j.TestAbortedException);
    }

    private void end() throws Exception {
        children.forEach(Child::close);
        for (MachineFiles machine : allMachines()) {
            machine.killWhole();
        }
        try {
            if (alone) {
                drone().thaw();
                drone().cancelAll();
            }
        } finally {
            if (alone) {
                REAL_SERVER.release();
            }
            servers.forEach(DroneHttpServer::close);
            delete(directory);
        }
    }

    // ---- the server

    /** The Drone server: the real one if one is given, else a stand-in as a process of its own. */
    Drone drone() throws Exception {
        if (opened.isEmpty()) {
            opened = Optional.of(Given.server() ? shared() : standIn(List.of()));
        }
        return opened.get();
    }

    /** One that can be stopped for a while. */
    Drone stoppableDrone() throws Exception {
        assumeTrue(
                !Given.server() || Given.serverPid().isPresent(),
                "skipped: it stops the Drone server for a while, and -Ddynagents.drone.pid does not tell its process");
        return drone();
    }

    /** One that tells of new builds, and where it does so. */
    Hooked hookedDrone() throws Exception {
        assumeTrue(
                !Given.server() || Given.webhook().isPresent(),
                "skipped: -Ddynagents.drone.webhook does not tell where the Drone server's webhook goes");
        if (Given.server()) {
            return new Hooked(drone(), Given.webhook().orElseThrow());
        }
        String listen = "127.0.0.1:" + freePort();
        opened = Optional.of(
                standIn(List.of("--webhook", "http://" + listen + "/hook", "--webhook-secret", HOOK_SECRET)));
        return new Hooked(drone(), listen);
    }

    /** A server and the address to listen at. */
    record Hooked(Drone drone, String listen) {}

    /** A stand-in that has the faults it is told to have. */
    DroneHttpServer faultyDrone() {
        assumeTrue(!Given.server(), "skipped: the given Drone server cannot be made to answer wrongly");
        DroneHttpServer server = Drone.inThisProcess().start();
        servers.add(server);
        server.addRepo("octo/hello");
        opened = Optional.of(Drone.of(server));
        return server;
    }

    private Drone shared() throws InterruptedException {
        REAL_SERVER.acquire();
        alone = true;
        return Drone.given();
    }

    private Drone standIn(List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("--port", "0", "--token", TOKEN, "--rpc-secret", RPC_SECRET, "--repo", "octo/hello"));
        arguments.addAll(more);
        Child server = java("drone server", DroneServerMain.class, Map.of(), arguments);
        Matcher listens = Waiting.value(
                "the Drone server listens",
                () -> Optional.of(LISTENS.matcher(server.log())).filter(Matcher::find),
                server::log);
        return Drone.standIn(URI.create(listens.group(2)), TOKEN, RPC_SECRET, Long.parseLong(listens.group(1)));
    }

    // ---- the daemon

    /** A configuration for the server and the agent of this site, without any account yet. */
    Configuration configuration() throws Exception {
        return new Configuration(drone(), agent());
    }

    /** Starts the packaged daemon. */
    Child run(Configuration configuration, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(options));
        return dynagents(configuration, arguments);
    }

    /** Runs another command of the package to its end. */
    Child command(Configuration configuration, String... arguments) throws Exception {
        Child command = dynagents(configuration, List.of(arguments));
        int status = command.awaitEnd();
        System.out.println("dynagents " + String.join(" ", arguments) + " ended with " + status);
        return command;
    }

    private Child dynagents(Configuration configuration, List<String> arguments) throws Exception {
        Path file = directory.resolve("dynagents.yaml");
        Files.writeString(file, configuration.text());
        List<String> command = new ArrayList<>();
        command.add(packaged("dynagents-runner-")
                .resolveSibling("../dynagents")
                .normalize()
                .toString());
        command.addAll(arguments);
        command.addAll(List.of("--config", file.toString()));
        Map<String, String> environment = new TreeMap<>();
        environment.put("DYNAGENTS_JAVA", System.getProperty("java.home"));
        environment.put("DRONE_TOKEN", drone().token());
        environment.put("DRONE_RPC_SECRET", drone().rpcSecret());
        environment.put(
                "HOOK_SECRET", Given.server() && Given.webhook().isPresent() ? Given.webhookSecret() : HOOK_SECRET);
        return start(arguments.getFirst().equals("run") ? "daemon" : arguments.getFirst(), environment, command);
    }

    Path plugins() {
        return directory.resolve("plugins");
    }

    // ---- machines

    /** EC2, as an emulator shows it; the daemon has the provider for it. */
    Ec2 ec2() throws Exception {
        MotoProgram moto = MotoProgram.installed();
        Path provider = packaged("dynagents-provider-aws-");
        Files.createSymbolicLink(plugins().resolve("aws"), Objects.requireNonNull(provider.getParent()));
        return Ec2.start(moto, freePort(), command -> start("moto", Map.of(), command));
    }

    /** A cluster of GKE, as the provider's own fake has it; the daemon has the provider for it. */
    Gke gke() throws Exception {
        Path provider = packaged("dynagents-provider-gcp-");
        Files.createSymbolicLink(plugins().resolve("gcp"), Objects.requireNonNull(provider.getParent()));
        return Gke.start(provider, JAVA, command -> start("gke", Map.of(), command));
    }

    /** Starts the agent of a machine that does not run by itself, as its script would. */
    Child agentOf(String script) throws IOException {
        int start = script.indexOf("\nagent() {\n");
        int end = script.indexOf("\n}\n", start);
        assertThat(start).as("the agent in %s", script).isPositive();
        String text = "exec_agent() { exec \"$@\"; }" + script.substring(start, end + 3) + "agent\n";
        return start("agent", Map.of(), List.of("sh", "-c", text));
    }

    /** Starts the agent that a container would be, with the environment that the container is given. */
    Child agentWith(Map<String, String> environment) throws IOException {
        if (Given.runner().isPresent()) {
            Map<String, String> all = new TreeMap<>(environment);
            all.put("DRONE_HTTP_BIND", "127.0.0.1:0");
            return start("agent", all, List.of(Given.runner().get(), "daemon"));
        }
        return java("agent", DroneAgentMain.class, environment, List.of());
    }

    /** Those of an account, ended ones too. */
    List<MachineFiles> machines(String account) throws IOException {
        return MachineFiles.of(directory.resolve("machines").resolve(account));
    }

    List<MachineFiles> allMachines() throws IOException {
        Path folder = directory.resolve("machines");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<MachineFiles> all = new ArrayList<>();
        try (Stream<Path> accounts = Files.list(folder)) {
            for (Path account : accounts.sorted().toList()) {
                all.addAll(MachineFiles.of(account));
            }
        }
        return all;
    }

    /** Waits until no process of any machine is left. */
    void awaitNothingLeft() throws Exception {
        Waiting.until(
                "no machine is left",
                () -> {
                    for (MachineFiles machine : allMachines()) {
                        if (machine.runs()) {
                            return false;
                        }
                    }
                    return true;
                },
                this::everything);
    }

    /** Waits for the machine, of whatever account, that runs this build. */
    MachineFiles awaitMachineOf(long build) throws Exception {
        String name = Waiting.value(
                "a machine runs build " + build,
                () -> {
                    requireDaemon();
                    Drone.Build now = drone().build(build);
                    return now.machines().stream()
                            .filter(machine -> now.status().equals("running"))
                            .findFirst();
                },
                this::everything);
        return allMachines().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("build runs on " + name + ", which is none of ours"));
    }

    private void requireDaemon() {
        if (children.stream().filter(child -> child.name().equals("daemon")).noneMatch(Child::isAlive)) {
            throw new AssertionError("no daemon runs");
        }
    }

    /** The agent of machines here, in the configuration's words. */
    private String agent() throws IOException {
        if (Given.runner().isPresent()) {
            return "{type: exec, command: [\"" + Given.runner().get()
                    + "\", daemon], env: {DRONE_HTTP_BIND: \"127.0.0.1:0\"}}";
        }
        Path script = directory.resolve("agent.sh");
        Files.writeString(
                script,
                "exec '" + JAVA + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + CLASS_PATH + "' "
                        + DroneAgentMain.class.getName() + "\n");
        return "{type: exec, command: [sh, \"" + script + "\"]}";
    }

    // ---- processes

    private Child java(String name, Class<?> program, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", CLASS_PATH, program.getName()));
        command.addAll(arguments);
        return start(name, environment, command);
    }

    private Child start(String name, Map<String, String> environment, List<String> command) throws IOException {
        Path log = directory.resolve(children.size() + "-" + name.replace(' ', '-') + ".log");
        Child child = Child.start(name, log, directory, environment, command);
        children.add(child);
        return child;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A jar that the build has made before, which this module's class path names. */
    private static Path packaged(String prefix) {
        return Stream.of(CLASS_PATH.split(java.io.File.pathSeparator, -1))
                .map(Path::of)
                .filter(each -> each.getFileName() != null
                        && each.getFileName().toString().matches(prefix + "[0-9].*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no " + prefix + "*.jar on the class path: these tests need packages; run ./mvnw verify"));
    }

    private String pids() throws IOException {
        List<String> all = new ArrayList<>();
        if (opened.isPresent()
                && !children.stream().anyMatch(child -> child.name().equals("drone server"))) {
            all.add("drone server "
                    + opened.get()
                            .pid()
                            .map(String::valueOf)
                            .orElse(
                                    alone
                                            ? opened.get().url().toString()
                                            : "in process "
                                                    + ProcessHandle.current().pid()));
        }
        children.forEach(child -> all.add(child.name() + " " + child.pid()));
        for (MachineFiles machine : allMachines()) {
            machine.agents().forEach(agent -> all.add("agent " + agent));
        }
        return "processes: " + String.join(", ", all);
    }

    /** What all of them have printed. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        children.forEach(child -> all.append("==== ")
                .append(child.name())
                .append(' ')
                .append(child.pid())
                .append(child.exitStatus()
                        .map(status -> ", ended with " + status)
                        .orElse(", running"))
                .append('\n')
                .append(child.log()));
        try {
            for (MachineFiles machine : allMachines()) {
                all.append("==== ")
                        .append(machine.path())
                        .append(' ')
                        .append(machine.processes())
                        .append('\n');
                all.append(machine.log());
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    private static void delete(Path tree) throws IOException {
        Waiting.Condition gone = () -> {
            try (Stream<Path> all = Files.walk(tree)) {
                all.sorted(Comparator.reverseOrder()).forEach(each -> {
                    try {
                        Files.deleteIfExists(each);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                return true;
            } catch (UncheckedIOException | java.nio.file.NoSuchFileException e) {
                return false; // a process on its way out still writes there
            }
        };
        try {
            Waiting.until(tree + " is deleted", gone, () -> "files are left");
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
