package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.testkit.drone.DroneBuild;
import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.DroneStage;
import io.github.dynagents.testkit.drone.DroneStatus;
import io.github.dynagents.testkit.drone.StageSpec;
import io.github.dynagents.testkit.drone.WebhookTarget;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.BackendJob;
import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.LivePace;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The testkit's Drone over real HTTP, with runners that are moved by hand and a wire that can go wrong. */
final class DroneBackend implements CiBackend {
    private static final String POOL = "linux";
    /** One for all tests: its threads are costly, and it keeps nothing of any server. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Secret TOKEN = new Secret("admin-t0ken-7f3a");
    private static final Secret RPC = new Secret("rpc-s3cret-55e1");
    private static final Secret HOOK = new Secret("hook-s3cret-9b20");

    private final LivePace pace = new LivePace();
    private final InetSocketAddress hook = freeAddress();
    private final DroneHttpServer server;
    private final FaultyWire wire;
    private final Map<MachineName, HandRunner> runners = new LinkedHashMap<>();
    /** Builds that stand before a held one, by its pipeline: what holds it back. */
    private final Map<String, String> before = new HashMap<>();

    DroneBackend() {
        server = DroneHttpServer.builder()
                .adminToken(TOKEN)
                .rpcSecret(RPC)
                .webhook(WebhookTarget.builds(URI.create("http://127.0.0.1:" + hook.getPort() + "/hook"), HOOK))
                .longPoll(Duration.ofMillis(1))
                .clock(pace.clock())
                .start();
        REPOS.forEach(server::addRepo);
        try {
            wire = new FaultyWire(HTTP, server.uri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress freeAddress() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CiServer open() {
        return DroneServer.builder(
                        "ci",
                        wire.address(),
                        TOKEN,
                        RPC,
                        List.of(DroneAgents.builder(POOL, Platform.LINUX_AMD64)
                                .type("exec")
                                .slots(2)
                                .argv(List.of("drone-runner-exec", "daemon"))
                                .build()))
                .webhook(new Webhook(hook, HOOK))
                .clock(pace.clock())
                .build();
    }

    @Override
    public String pool() {
        return POOL;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Duration deadline() {
        return Duration.ofMillis(500);
    }

    @Override
    public void submit(String repo, String pipeline) {
        enqueue(repo, StageSpec.exec(pipeline));
    }

    @Override
    public void submitForNobody(String repo, String pipeline) {
        enqueue(repo, StageSpec.exec(pipeline).platform(Platform.of("windows", "amd64")));
    }

    /** Only one stage of its repository may run at a time, and there is one that nobody takes. */
    @Override
    public void submitHeld(String repo, String pipeline) {
        String blocker = "before-" + pipeline;
        submitForNobody(repo, blocker);
        before.put(pipeline, blocker);
        enqueue(repo, StageSpec.exec(pipeline).throttle(1));
    }

    @Override
    public void letGo(String pipeline) {
        String blocker = Objects.requireNonNull(before.remove(pipeline));
        builds().filter(build -> build.stages().getFirst().name().equals(blocker))
                .forEach(build -> cancel(build.repo(), build.number()));
        handOut();
    }

    private void cancel(String repo, long number) {
        HandRunner.delete(HTTP, URI.create(server.uri() + "/api/repos/" + repo + "/builds/" + number), TOKEN);
    }

    private void enqueue(String repo, StageSpec stage) {
        server.enqueue(repo, stage);
        handOut();
    }

    private void handOut() {
        runners.values().forEach(HandRunner::takes);
    }

    @Override
    public void begin(String pipeline) {
        runnerOf(pipeline).begins(pipeline);
    }

    @Override
    public void finish(String pipeline, boolean completed) {
        runnerOf(pipeline).ends(pipeline, completed);
        handOut();
    }

    private HandRunner runnerOf(String pipeline) {
        return runners.values().stream()
                .filter(runner -> runner.has(pipeline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no runner has " + pipeline));
    }

    @Override
    public void connect(MachineName name, AgentSpec agent) {
        runners.put(name, new HandRunner(HTTP, server.uri(), pace.clock(), agent));
        handOut();
    }

    @Override
    public void vanish(MachineName name) {
        runners.remove(name);
    }

    @Override
    public List<BackendJob> jobs() {
        return told(stage -> stage.status() == DroneStatus.PENDING || stage.status() == DroneStatus.RUNNING);
    }

    @Override
    public List<BackendJob> ended() {
        return told(stage -> stage.status().isDone() && stage.machine().isPresent());
    }

    private Stream<DroneBuild> builds() {
        return REPOS.stream().flatMap(repo -> server.builds(repo).stream());
    }

    /** The queue is in the order of the stages' ids. */
    private List<BackendJob> told(Predicate<DroneStage> wanted) {
        Map<Long, BackendJob> byId = new LinkedHashMap<>();
        List<Long> ids = new ArrayList<>();
        builds().forEach(build -> build.stages().stream().filter(wanted).forEach(stage -> {
            byId.put(stage.id(), job(build.repo(), stage));
            ids.add(stage.id());
        }));
        ids.sort(Comparator.naturalOrder());
        return ids.stream().map(byId::get).map(Objects::requireNonNull).toList();
    }

    private BackendJob job(String repo, DroneStage stage) {
        JobState state = stage.status() != DroneStatus.PENDING
                ? JobState.RUNNING
                : stage.machine().isPresent()
                        ? JobState.ASSIGNED
                        : before.containsKey(stage.name()) ? JobState.HELD : JobState.PENDING;
        BackendJob job = BackendJob.of(repo, stage.name(), state, stage.created());
        job = stage.machine().map(job::agent).orElse(job);
        job = stage.started().map(job::started).orElse(job);
        boolean byItself = stage.status() == DroneStatus.SUCCESS || stage.status() == DroneStatus.FAILURE;
        BackendJob begun = job;
        return stage.stopped().map(at -> begun.stopped(at, byItself)).orElse(begun);
    }

    @Override
    public List<String> secrets() {
        return List.of(TOKEN.reveal(), RPC.reveal(), HOOK.reveal());
    }

    @Override
    public boolean tellsChanges() {
        return true;
    }

    @Override
    public Set<RawFault> faults(CallKind call) {
        return switch (call) {
            case QUEUE, FINISHED, RESTART -> EnumSet.complementOf(EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA));
            default -> EnumSet.noneOf(RawFault.class);
        };
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        wire.breaks(requestsOf(call), fault);
    }

    @Override
    public void answers(CallKind call, int status, String contentType, String body) {
        wire.answers(requestsOf(call), status, contentType, body);
    }

    /** A restart changes something by two requests. */
    private static Predicate<String> requestsOf(CallKind call) {
        return call == CallKind.RESTART ? asked -> !asked.startsWith("GET ") : asked -> true;
    }

    @Override
    public void mend() {
        wire.mend();
    }

    @Override
    public OptionalLong requests() {
        return OptionalLong.of(wire.requests());
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(wire.connections());
    }

    @Override
    public void close() throws IOException {
        wire.close();
        server.close();
    }
}
