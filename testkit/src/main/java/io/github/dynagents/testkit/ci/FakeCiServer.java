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
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A CI server in memory. It hands jobs out first come, first served, to the longest-connected agent with a free slot,
 * by Drone's rule of who may have what. A job whose agent died stays {@code RUNNING} under that agent's name until it
 * is restarted. Longer than most files here because it is both sides of one queue: what daemons ask, what agents do.
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
    private final Dispatcher dispatcher = new Dispatcher();
    private final Tally tally = new Tally();
    private final TreeMap<Long, FakeJob> unfinished = new TreeMap<>();
    private final TreeMap<Long, FakeAgent> agents = new TreeMap<>();
    private final List<FinishedJob> finished = new ArrayList<>();
    private final List<FakeJob> unreported = new ArrayList<>();
    private final Map<MachineName, Secret> secrets = new TreeMap<>();
    private final TreeMap<Long, Runnable> wakes = new TreeMap<>();
    private Spread latency = Spread.always(Duration.ofMillis(50));
    private Duration startsAfter = Duration.ZERO;
    private int finishedPerAnswer = 100;
    private boolean webhooks = true;
    private boolean waking;
    private boolean down;
    private long waiting;
    private long counter;
    private @Nullable CiQueue shown;

    /** A server of those capabilities whose agents take SIGTERM like that. It serves no pool yet. */
    public FakeCiServer(VirtualTime time, String name, CiCapabilities capabilities, OnTerm onTerm) {
        this.time = time;
        this.name = name;
        this.capabilities = capabilities;
        this.onTerm = onTerm;
        this.faults = new Faults(time, name);
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
        dispatcher.add(profile);
        return this;
    }

    /** How long its calls take; 50 ms unless set. */
    public FakeCiServer latency(Spread perCall) {
        latency = perCall;
        return this;
    }

    /** How long a job that an agent has accepted takes to begin; no time unless set. */
    public FakeCiServer startsAfter(Duration accepted) {
        startsAfter = accepted;
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

    /** The server itself is down for a while: no call is answered, no job handed out, no end of one noticed. */
    public void down(Instant from, Instant to) {
        time.at(from, () -> down = true);
        time.at(to, this::comeUp);
    }

    /** Somebody wants this to be run now. */
    public JobId submit(Work work) {
        tally.submitted();
        return enqueue(work, JobState.PENDING).id();
    }

    /** Somebody wants this to be run, but the server holds it back until {@link #unhold}. */
    public JobId submitHeld(Work work) {
        tally.submitted();
        return enqueue(work, JobState.HELD).id();
    }

    /** The server holds a job back no longer; harmless if it does not. */
    public void unhold(JobId id) {
        find(id).filter(job -> job.state() == JobState.HELD).ifPresent(job -> {
            job.becomes(JobState.PENDING);
            job.kind().add(job);
            changed();
            wake();
            handOut(job.kind());
        });
    }

    /** What became of the jobs until now. */
    public CiStatistics statistics() {
        return tally.sum(waiting, unfinished.size() - waiting);
    }

    /** Names of the agents that are connected now. */
    public SortedSet<String> connected() {
        SortedSet<String> names = new TreeSet<>();
        agents.values().forEach(agent -> names.add(agent.name()));
        return names;
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
        return call(CallKind.QUEUE, () -> {
            CiQueue now = shown;
            if (now == null) {
                now = CiQueue.of(
                        unfinished.values().stream().map(FakeJob::shown).toList(),
                        capabilities.listsAgents()
                                ? agents.values().stream().map(FakeAgent::shown).toList()
                                : List.of());
                shown = now;
            }
            return now;
        });
    }

    @Override
    public Finished finishedSince(Optional<String> cursor) throws Failure {
        return call(CallKind.FINISHED, () -> {
            int from = position(cursor);
            int to = Math.min(finished.size(), from + finishedPerAnswer);
            return Finished.of(finished.subList(from, to), Integer.toString(to));
        });
    }

    private int position(Optional<String> cursor) throws Failure {
        try {
            int position = Integer.parseInt(cursor.orElse("0"));
            if (position >= 0 && position <= finished.size()) {
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
                        onTerm, dispatcher.profile(pool).slots())
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
                () -> Optional.of(secrets.computeIfAbsent(machine, m -> new Secret("secret-" + ++counter + "-" + m))));
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
            List<FakeAgent> named = agents.values().stream()
                    .filter(candidate -> candidate.name().equals(agent))
                    .toList();
            if (named.isEmpty()) {
                throw Failure.of(Failure.Kind.INVALID, name + " has no agent " + agent);
            }
            named.forEach(found -> found.cordon(on));
            changed();
            named.forEach(this::handOut);
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
            Optional<FakeJob> job = find(id);
            job.ifPresent(old -> {
                finish(old, false);
                tally.restarted();
                enqueue(old.work(), JobState.PENDING);
            });
            return job;
        });
    }

    @Override
    public Subscription onChange(Runnable wake) {
        long number = counter++;
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
        return name.equals(spec.env().get(SERVER)) && pool != null && dispatcher.knows(pool);
    }

    /** An agent without the secret that it needs is connected to nothing: it is never handed a job. */
    @Override
    public AgentLink connect(AgentProcess process) {
        String pool = Optional.ofNullable(process.spec().env().get(POOL)).orElseThrow();
        FakeAgent agent = new FakeAgent(this, dispatcher, process, counter++, pool, time.now());
        if (maySpeak(process)) {
            agents.put(agent.number(), agent);
            time.note(() -> name + ": agent " + agent.name() + " connects");
            changed();
            dispatcher.changed(agent);
            handOut(agent);
        }
        return agent;
    }

    private boolean maySpeak(AgentProcess process) {
        Secret own = secrets.get(process.name());
        return !capabilities.ownSecrets()
                || (own != null && own.equals(process.spec().secrets().get(SECRET)));
    }

    private FakeJob enqueue(Work work, JobState state) {
        long number = ++counter;
        JobClass kind = dispatcher.classOf(work.platform(), work.labels());
        FakeJob job = new FakeJob(number, new JobId(name, Long.toString(number)), work, kind, time.now(), state);
        unfinished.put(number, job);
        waiting++;
        time.note(() -> name + ": job " + number + " is submitted");
        changed();
        wake();
        if (state == JobState.PENDING) {
            kind.add(job);
            handOut(kind);
        }
        return job;
    }

    private void handOut(JobClass kind) {
        while (!down) {
            Optional<FakeJob> job = kind.first();
            Optional<FakeAgent> agent = job.flatMap(j -> dispatcher.agentFor(kind));
            if (agent.isEmpty()) {
                return;
            }
            give(job.orElseThrow(), agent.get());
        }
    }

    private void handOut(FakeAgent agent) {
        while (!down && agent.takesMore()) {
            Optional<FakeJob> job = dispatcher.jobFor(agent);
            if (job.isEmpty()) {
                return;
            }
            give(job.get(), agent);
        }
    }

    private void give(FakeJob job, FakeAgent agent) {
        job.kind().remove(job);
        waiting--;
        job.takenBy(agent);
        agent.take(job, time.now());
        dispatcher.changed(agent);
        changed();
        if (startsAfter.isZero()) {
            begin(job, agent);
        } else {
            job.next(time.after(startsAfter, () -> begin(job, agent)));
        }
    }

    void begin(FakeJob job, FakeAgent agent) {
        job.starts(time.now());
        tally.started(Duration.between(job.created(), time.now()));
        time.note(() -> name + ": job " + job.number() + " begins on " + agent.name());
        changed();
        job.next(time.after(agent.timeFor(job.work()), () -> report(job)));
    }

    private void report(FakeJob job) {
        if (down) {
            unreported.add(job);
        } else {
            finish(job, job.work().completes());
        }
    }

    void finish(FakeJob job, boolean completed) {
        job.next(() -> {});
        if (unfinished.remove(job.number()) == null) {
            return;
        }
        if (job.agent().isEmpty()) {
            waiting--;
            job.kind().remove(job);
        }
        FinishedJob record = job.finished(time.now(), completed);
        finished.add(record);
        tally.finished(record.duration(), completed);
        time.note(() -> name + ": job " + job.number() + (completed ? " completes" : " is killed"));
        changed();
        wake();
        job.agent().filter(agent -> !agent.isGone()).ifPresent(agent -> {
            agent.drop(job, time.now());
            handOut(agent);
        });
    }

    void lose(FakeJob job) {
        job.next(() -> {});
        tally.lost();
        time.note(() -> name + ": job " + job.number() + " is lost with its agent");
    }

    void left(FakeAgent agent) {
        agents.remove(agent.number());
        changed();
    }

    private void comeUp() {
        down = false;
        List<FakeJob> late = List.copyOf(unreported);
        unreported.clear();
        late.stream()
                .filter(job -> job.agent().stream().noneMatch(FakeAgent::isGone))
                .forEach(job -> finish(job, job.work().completes()));
        dispatcher.free().forEach(this::handOut);
        wake();
    }

    private Optional<FakeJob> find(JobId id) {
        boolean ours = id.server().equals(name) && id.value().matches("[0-9]{1,18}");
        return ours ? Optional.ofNullable(unfinished.get(Long.parseLong(id.value()))) : Optional.empty();
    }

    /** Jobs that have not ended, in the order in which they are handed out. */
    List<FakeJob> unfinished() {
        return List.copyOf(unfinished.values());
    }

    /** Jobs that have ended. */
    List<FinishedJob> finished() {
        return List.copyOf(finished);
    }

    private void changed() {
        shown = null;
    }

    private void wake() {
        if (!webhooks || down || waking || wakes.isEmpty()) {
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
        if (down) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, name + " is down");
        }
        return faults.around(kind, call);
    }
}
