package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.testkit.agent.AgentLink;
import io.github.dynagents.testkit.agent.AgentProcess;
import io.github.dynagents.testkit.agent.AgentServer;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Effects;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A CI server in memory. It hands jobs out first come, first served, to the longest-connected agent with a free slot,
 * by Drone's rule of who may have what. A job whose agent died stays {@code RUNNING} under that agent's name until it
 * is restarted.
 */
public final class FakeCiServer implements CiServer, AgentServer {
    private static final String SERVER = "FAKE_CI_SERVER";
    private static final String POOL = "FAKE_CI_POOL";
    private static final String SECRET = "FAKE_CI_SECRET";

    private final VirtualTime time;
    private final String name;
    private final CiCapabilities capabilities;
    private final OnTerm onTerm;
    private final Faults faults;
    private final JobFlow flow;
    private final Lies lies;
    private final Map<MachineName, Secret> secrets = new TreeMap<>();
    private final TreeMap<Long, Runnable> wakes = new TreeMap<>();
    private Spread latency = Spread.always(Duration.ofMillis(50));
    private int finishedPerAnswer = 100;
    private boolean webhooks = true;
    private boolean waking;
    private Effects effects = Effects.UNHEARD;

    /** A server of those capabilities whose agents take SIGTERM like that. It serves no pool yet. */
    public FakeCiServer(VirtualTime time, String name, CiCapabilities capabilities, OnTerm onTerm) {
        this.time = time;
        this.name = name;
        this.capabilities = capabilities;
        this.onTerm = onTerm;
        this.faults = new Faults(time, name);
        this.flow = new JobFlow(time, name, this::wake);
        this.lies = new Lies(name, time.randomFor("lies " + name));
    }

    /** As Drone 1 and 2: agents are not listed and share one secret; SIGTERM lets them finish. */
    public static FakeCiServer drone(VirtualTime time, String name) {
        return new FakeCiServer(
                time, name, CiCapabilities.builder().restart(true).build(), OnTerm.FINISHES_JOBS);
    }

    /** As Woodpecker: agents are listed, can be cordoned, have secrets of their own; SIGTERM kills their jobs. */
    public static FakeCiServer woodpecker(VirtualTime time, String name) {
        return new FakeCiServer(
                time,
                name,
                CiCapabilities.builder()
                        .listsAgents(true)
                        .cordon(true)
                        .restart(true)
                        .ownSecrets(true)
                        .build(),
                OnTerm.KILLS_JOBS);
    }

    /** Its name, as configured. */
    public String name() {
        return name;
    }

    /** Serves a pool with such agents; before the first job. */
    public FakeCiServer serves(AgentProfile profile) {
        flow.dispatcher().add(profile);
        return this;
    }

    /** How long its calls take; 50 ms unless set. */
    public FakeCiServer latency(Spread perCall) {
        latency = perCall;
        return this;
    }

    /** How long a job that an agent has accepted takes to begin; no time unless set. */
    public FakeCiServer startsAfter(Duration accepted) {
        flow.startsAfter(accepted);
        return this;
    }

    /** How many finished jobs one answer holds at most; 100 unless set. */
    public FakeCiServer finishedPerAnswer(int most) {
        finishedPerAnswer = most;
        return this;
    }

    /** Whether it tells subscribers of changes; it does unless set. */
    public FakeCiServer webhooks(boolean yes) {
        webhooks = yes;
        return this;
    }

    /** What goes wrong between the daemons and this server; agents do not notice. */
    public Faults faults() {
        return faults;
    }

    /** What it tells that is not so. */
    public Lies lies() {
        return lies;
    }

    /** Tells of everything that goes wrong here, calls included. */
    public FakeCiServer effects(Effects listener) {
        effects = listener;
        faults.effects(listener);
        lies.effects(listener);
        return this;
    }

    /** The server itself is down for a while: no call is answered, no job handed out, no end of one noticed. */
    public void down(Instant from, Instant to) {
        time.at(from, flow::goDown);
        time.at(to, flow::comeUp);
    }

    /** Somebody wants this to be run now. */
    public JobId submit(Work work) {
        return flow.submit(work, JobState.PENDING);
    }

    /** Somebody wants this to be run, but the server holds it back until {@link #unhold}. */
    public JobId submitHeld(Work work) {
        return flow.submit(work, JobState.HELD);
    }

    /** The server holds a job back no longer; harmless if it does not. */
    public void unhold(JobId id) {
        flow.unhold(id);
    }

    /** Somebody cancels a job, whether it runs or not; harmless if it has ended. */
    public void cancel(JobId id) {
        flow.find(id).ifPresent(job -> {
            effects.took(FaultKind.JOB_VANISHES, name);
            flow.finish(job, false);
        });
    }

    /** Jobs that have not come to an end, oldest first. */
    public List<JobId> unfinished() {
        return flow.unfinished();
    }

    /** Jobs that have not ended, in the order in which they are handed out. */
    List<FakeJob> jobs() {
        return flow.jobs();
    }

    /** Jobs that have ended. */
    List<FinishedJob> finished() {
        return List.copyOf(flow.finished());
    }

    /** An agent that has accepted a job begins with it. */
    void begin(FakeJob job, FakeAgent agent) {
        flow.begin(job, agent);
    }

    /** A job comes to an end, of its own or not. */
    void finish(FakeJob job, boolean completed) {
        flow.finish(job, completed);
    }

    /** What became of the jobs until now. */
    public CiStatistics statistics() {
        return flow.statistics();
    }

    /** Whether no job waits, and no agent that is connected has one. */
    public boolean isIdle() {
        return flow.isIdle();
    }

    /**
     * Since when jobs of a pool wait while none of its agents has any: the later of the oldest one's submission and
     * the last instant at which an agent had one; empty if no job waits, or one runs.
     */
    public Optional<Instant> starvingSince(String pool) {
        return flow.dispatcher().starvingSince(pool);
    }

    /** When the first job was lost after that instant, of those that have not been restarted. */
    public Optional<Instant> lostSince(Instant after) {
        return flow.lostSince(after);
    }

    /** Names of the agents that are connected now. */
    public SortedSet<String> connected() {
        return flow.connected();
    }

    /** Names that hold a secret of their own. */
    public SortedSet<MachineName> enrolled() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(secrets.keySet()));
    }

    @Override
    public CiCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public CiQueue queue() throws Failure {
        return call(CallKind.QUEUE, () -> lies.tell(flow.queue(capabilities.listsAgents()), absent()));
    }

    private Collection<String> absent() {
        SortedSet<String> names = new TreeSet<>();
        if (capabilities.listsAgents()) {
            secrets.keySet().forEach(machine -> names.add(machine.value()));
            names.removeAll(flow.connected());
        }
        return names;
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        return call(CallKind.FINISHED, () -> {
            int from = position(cursor);
            List<FinishedJob> finished = flow.finished();
            int to = Math.min(finished.size(), from + finishedPerAnswer);
            return Finished.of(finished.subList(from, to), Integer.toString(to));
        });
    }

    private int position(Optional<String> cursor) throws Failure {
        try {
            int position = Integer.parseInt(cursor.orElse("0"));
            if (position >= 0 && position <= flow.finished().size()) {
                return position;
            }
        } catch (NumberFormatException e) {
            throw Failure.of(Failure.Kind.INVALID, name + " never gave the cursor \"" + cursor.orElse("") + "\"")
                    .because(e);
        }
        throw Failure.of(Failure.Kind.INVALID, name + " never gave the cursor \"" + cursor.orElse("") + "\"");
    }

    @Override
    public AgentSpec agentFor(MachineName machine, String pool, Optional<Secret> own) {
        AgentSpec.Builder spec = AgentSpec.builder(
                        onTerm, flow.dispatcher().profile(pool).slots())
                .argv(List.of("fake-agent", machine.value()))
                .env(Map.of(SERVER, name, POOL, pool));
        return own.map(secret -> spec.secrets(Map.of(SECRET, secret)))
                .orElse(spec)
                .build();
    }

    @Override
    public Optional<Secret> enrol(MachineName machine) throws Failure {
        if (!capabilities.ownSecrets()) {
            return Optional.empty();
        }
        return call(
                CallKind.ENROL,
                () -> Optional.of(
                        secrets.computeIfAbsent(machine, m -> new Secret("secret-" + flow.nextNumber() + "-" + m))));
    }

    @Override
    public void revoke(MachineName machine) throws Failure {
        if (capabilities.ownSecrets()) {
            call(CallKind.REVOKE, () -> Optional.ofNullable(secrets.remove(machine)));
        }
    }

    @Override
    public void cordon(String agent, boolean on) throws Failure {
        if (!capabilities.cordon()) {
            throw Failure.unsupported("cordon");
        }
        call(CallKind.CORDON, () -> {
            List<FakeAgent> named = flow.named(agent);
            if (named.isEmpty()) {
                throw Failure.of(Failure.Kind.INVALID, name + " has no agent " + agent);
            }
            flow.cordon(named, on);
            return named;
        });
    }

    @Override
    public void restart(JobId id) throws Failure {
        if (!capabilities.restart()) {
            throw Failure.unsupported("restart");
        }
        if (!id.server().equals(name)) {
            throw Failure.of(Failure.Kind.INVALID, "job " + id + " is not of the CI server " + name);
        }
        call(CallKind.RESTART, () -> {
            Optional<FakeJob> job = flow.find(id);
            job.ifPresent(flow::restart);
            return job;
        });
    }

    @Override
    public Subscription onChange(Runnable wake) {
        long number = flow.nextNumber();
        wakes.put(number, wake);
        return () -> wakes.remove(number);
    }

    /** A client of its own, which can be closed: the server and its other clients go on. */
    public CiServer open() {
        return new FakeCiClient(this);
    }

    /** Changes nothing: others may have the same server open. */
    @Override
    public void close() {}

    @Override
    public boolean isFor(AgentSpec spec) {
        String pool = spec.env().get(POOL);
        return name.equals(spec.env().get(SERVER))
                && pool != null
                && flow.dispatcher().knows(pool);
    }

    /** An agent without the secret that it needs is connected to nothing: it is never handed a job. */
    @Override
    public AgentLink connect(AgentProcess process) {
        String pool = Optional.ofNullable(process.spec().env().get(POOL)).orElseThrow();
        return flow.connect(process, pool, maySpeak(process));
    }

    private boolean maySpeak(AgentProcess process) {
        Secret own = secrets.get(process.name());
        return !capabilities.ownSecrets()
                || (own != null && own.equals(process.spec().secrets().get(SECRET)));
    }

    private void wake() {
        if (!webhooks || flow.isDown() || waking || wakes.isEmpty()) {
            return;
        }
        waking = true;
        time.post(() -> {
            waking = false;
            List.copyOf(wakes.values()).forEach(Runnable::run);
        });
    }

    private <T> T call(CallKind kind, Call<T> call) throws Failure {
        time.elapse(latency.draw(time.random()));
        if (flow.isDown()) {
            effects.took(FaultKind.CI_DOWN, name);
            throw Failure.of(Failure.Kind.UNAVAILABLE, name + " is down");
        }
        return faults.around(kind, call);
    }
}
