package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.testkit.agent.AgentProcess;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The jobs of one server on their way: submitted, handed out, run, finished or lost. What is really so. */
final class JobFlow {
    private final VirtualTime time;
    private final String name;
    private final Runnable wake;
    private final Dispatcher dispatcher = new Dispatcher();
    private final Tally tally = new Tally();
    private final TreeMap<Long, FakeJob> unfinished = new TreeMap<>();
    private final TreeMap<Long, FakeAgent> agents = new TreeMap<>();
    private final TreeMap<Long, Instant> lost = new TreeMap<>();
    private final List<FinishedJob> finished = new ArrayList<>();
    private final List<FakeJob> unreported = new ArrayList<>();
    private Duration startsAfter = Duration.ZERO;
    private boolean down;
    private long waiting;
    private long counter;
    private @Nullable CiQueue shown;

    /** @param wake is run whenever a job came or went */
    JobFlow(VirtualTime time, String name, Runnable wake) {
        this.time = time;
        this.name = name;
        this.wake = wake;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    void startsAfter(Duration accepted) {
        startsAfter = accepted;
    }

    long nextNumber() {
        return counter++;
    }

    JobId submit(Work work, JobState state) {
        tally.submitted();
        return enqueue(work, state).id();
    }

    private FakeJob enqueue(Work work, JobState state) {
        long number = ++counter;
        JobClass kind = dispatcher.classOf(work.platform(), work.labels());
        FakeJob job = new FakeJob(number, new JobId(name, Long.toString(number)), work, kind, time.now(), state);
        unfinished.put(number, job);
        waiting++;
        time.note(() -> name + ": job " + number + " is submitted");
        changed();
        wake.run();
        if (state == JobState.PENDING) {
            kind.add(job);
            handOut(kind);
        }
        return job;
    }

    void unhold(JobId id) {
        find(id).filter(job -> job.state() == JobState.HELD).ifPresent(job -> {
            job.becomes(JobState.PENDING);
            job.kind().add(job);
            changed();
            wake.run();
            handOut(job.kind());
        });
    }

    void restart(FakeJob old) {
        finish(old, false);
        tally.restarted();
        enqueue(old.work(), JobState.PENDING);
    }

    FakeAgent connect(AgentProcess process, String pool, boolean maySpeak) {
        FakeAgent agent = new FakeAgent(this, dispatcher, process, counter++, pool, time.now());
        if (maySpeak) {
            agents.put(agent.number(), agent);
            time.note(() -> name + ": agent " + agent.name() + " connects");
            changed();
            dispatcher.changed(agent);
            handOut(agent);
        }
        return agent;
    }

    List<FakeAgent> named(String agent) {
        return agents.values().stream()
                .filter(candidate -> candidate.name().equals(agent))
                .toList();
    }

    void cordon(List<FakeAgent> named, boolean on) {
        named.forEach(found -> found.cordon(on));
        changed();
        named.forEach(this::handOut);
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
        lost.remove(job.number());
        if (job.agent().isEmpty()) {
            waiting--;
            job.kind().remove(job);
        }
        FinishedJob record = job.finished(time.now(), completed);
        finished.add(record);
        tally.finished(record.duration(), completed);
        time.note(() -> name + ": job " + job.number() + (completed ? " completes" : " is killed"));
        changed();
        wake.run();
        job.agent().filter(agent -> !agent.isGone()).ifPresent(agent -> {
            agent.drop(job, time.now());
            handOut(agent);
        });
    }

    void lose(FakeJob job) {
        job.next(() -> {});
        lost.put(job.number(), time.now());
        job.agent().ifPresent(agent -> dispatcher.dropped(agent.pool(), 1, time.now()));
        tally.lost();
        time.note(() -> name + ": job " + job.number() + " is lost with its agent");
    }

    void left(FakeAgent agent) {
        agents.remove(agent.number());
        changed();
    }

    void goDown() {
        down = true;
    }

    boolean isDown() {
        return down;
    }

    void comeUp() {
        down = false;
        List<FakeJob> late = List.copyOf(unreported);
        unreported.clear();
        late.stream()
                .filter(job -> job.agent().stream().noneMatch(FakeAgent::isGone))
                .forEach(job -> finish(job, job.work().completes()));
        dispatcher.free().forEach(this::handOut);
        wake.run();
    }

    Optional<FakeJob> find(JobId id) {
        boolean ours = id.server().equals(name) && id.value().matches("[0-9]{1,18}");
        return ours ? Optional.ofNullable(unfinished.get(Long.parseLong(id.value()))) : Optional.empty();
    }

    List<FakeJob> jobs() {
        return List.copyOf(unfinished.values());
    }

    List<JobId> unfinished() {
        return unfinished.values().stream().map(FakeJob::id).toList();
    }

    /** Jobs that wait, or that an agent has that is connected. */
    boolean isIdle() {
        return waiting == 0 && unfinished.size() == lost.size();
    }

    Optional<Instant> lostSince(Instant after) {
        return lost.isEmpty()
                ? Optional.empty()
                : lost.values().stream().filter(at -> at.isAfter(after)).min(Instant::compareTo);
    }

    /** The same reference while nothing has changed. */
    CiQueue queue(boolean listsAgents) {
        CiQueue now = shown;
        if (now == null) {
            now = CiQueue.of(
                    unfinished.values().stream().map(FakeJob::shown).toList(),
                    listsAgents ? agents.values().stream().map(FakeAgent::shown).toList() : List.of());
            shown = now;
        }
        return now;
    }

    List<FinishedJob> finished() {
        return finished;
    }

    CiStatistics statistics() {
        return tally.sum(waiting, unfinished.size() - waiting);
    }

    SortedSet<String> connected() {
        SortedSet<String> names = new TreeSet<>();
        agents.values().forEach(agent -> names.add(agent.name()));
        return names;
    }

    private void changed() {
        shown = null;
    }
}
