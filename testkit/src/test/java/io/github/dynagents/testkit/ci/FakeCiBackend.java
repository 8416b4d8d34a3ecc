package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.testkit.agent.AgentLink;
import io.github.dynagents.testkit.agent.AgentProcess;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.tck.BackendJob;
import io.github.dynagents.testkit.tck.CiBackend;
import io.github.dynagents.testkit.tck.Pace;
import io.github.dynagents.testkit.tck.RawFault;
import io.github.dynagents.testkit.tck.VirtualPace;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The fake CI server as a contract sees it from behind. */
public final class FakeCiBackend implements CiBackend {
    /** How its clients are opened; a trial opens wrong ones. */
    static Function<FakeCiServer, CiServer> opens = FakeCiServer::open;

    private static final String POOL = "linux";
    /** Nothing begins or ends but when it is told to. */
    private static final Duration NEVER = Duration.ofDays(1000);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-02T00:00:00Z"), 1);
    private final Pace pace = new VirtualPace(time);
    private final FakeCiServer server;
    private final Map<MachineName, AgentLink> agents = new HashMap<>();

    /** A server as that makes it. */
    public FakeCiBackend(BiFunction<VirtualTime, String, FakeCiServer> kind) {
        server = kind.apply(time, "ci")
                .serves(AgentProfile.of(POOL, 2))
                .startsAfter(NEVER)
                .finishedPerAnswer(5);
    }

    @Override
    public CiServer open() {
        return opens.apply(server);
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
    public void submit(String repo, String pipeline) {
        server.submit(Work.of(repo, pipeline, NEVER));
    }

    @Override
    public void submitForNobody(String repo, String pipeline) {
        server.submit(Work.of(repo, pipeline, NEVER).on(Platform.of("windows", "amd64")));
    }

    @Override
    public void submitHeld(String repo, String pipeline) {
        server.submitHeld(Work.of(repo, pipeline, NEVER));
    }

    @Override
    public void letGo(String pipeline) {
        server.unhold(named(pipeline).id());
    }

    @Override
    public void begin(String pipeline) {
        FakeJob job = named(pipeline);
        server.begin(job, job.agent().orElseThrow());
    }

    @Override
    public void finish(String pipeline, boolean completed) {
        server.finish(named(pipeline), completed);
    }

    @Override
    public void connect(MachineName name, AgentSpec agent) {
        agents.put(name, server.connect(new AgentProcess(name, agent, 1, () -> {})));
    }

    @Override
    public void vanish(MachineName name) {
        Objects.requireNonNull(agents.remove(name)).vanish();
    }

    @Override
    public List<BackendJob> jobs() {
        return server.jobs().stream().map(FakeCiBackend::told).toList();
    }

    private static BackendJob told(FakeJob job) {
        BackendJob told = BackendJob.of(job.work().repo(), job.work().pipeline(), job.state(), job.created());
        BackendJob taken = job.agent().map(agent -> told.agent(agent.name())).orElse(told);
        return job.state() == JobState.RUNNING ? taken.started(job.started()) : taken;
    }

    @Override
    public List<BackendJob> ended() {
        return server.finished().stream().map(FakeCiBackend::told).toList();
    }

    private static BackendJob told(FinishedJob job) {
        BackendJob told = BackendJob.of(job.repo(), job.pipeline(), JobState.RUNNING, job.created())
                .started(job.started())
                .stopped(job.stopped(), job.completed());
        return job.agent().map(told::agent).orElse(told);
    }

    @Override
    public List<String> secrets() {
        return List.of("secret-");
    }

    @Override
    public boolean tellsChanges() {
        return true;
    }

    /** Those of the wire are not among them: this client has none, and a 404 to its revoke would be no failure. */
    @Override
    public Set<RawFault> faults(CallKind call) {
        CiCapabilities can = server.capabilities();
        boolean secret = call == CallKind.ENROL || call == CallKind.REVOKE;
        if ((secret && !can.ownSecrets()) || (call == CallKind.CORDON && !can.cordon())) {
            return EnumSet.noneOf(RawFault.class);
        }
        Set<RawFault> faults = EnumSet.complementOf(
                EnumSet.of(RawFault.NO_CAPACITY, RawFault.QUOTA, RawFault.HALF_ANSWER, RawFault.WRONG_ANSWER));
        if (call == CallKind.REVOKE) {
            faults.remove(RawFault.NOT_FOUND);
        }
        return faults;
    }

    @Override
    public void breaks(CallKind call, RawFault fault) {
        server.faults().always(fault.atAFake(), call);
    }

    @Override
    public void mend() {
        server.faults().clear();
    }

    private FakeJob named(String pipeline) {
        return server.jobs().stream()
                .filter(job -> job.work().pipeline().equals(pipeline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job " + pipeline));
    }

    @Override
    public void close() {}
}
