package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.testkit.agent.AgentLink;
import io.github.dynagents.testkit.agent.AgentProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** One connected agent as the server has it. */
final class FakeAgent implements AgentLink {
    private final JobFlow flow;
    private final Dispatcher dispatcher;
    private final AgentProcess process;
    private final long number;
    private final String pool;
    private final TreeMap<Long, FakeJob> running = new TreeMap<>();
    private Instant lastContact;
    private boolean cordoned;
    private boolean finishing;
    private boolean gone;

    FakeAgent(JobFlow flow, Dispatcher dispatcher, AgentProcess process, long number, String pool, Instant now) {
        this.flow = flow;
        this.dispatcher = dispatcher;
        this.process = process;
        this.number = number;
        this.pool = pool;
        this.lastContact = now;
    }

    @Override
    public void finish() {
        finishing = true;
        dispatcher.changed(this);
        endIfDone();
    }

    @Override
    public void killJobs() {
        finishing = true;
        dispatcher.changed(this);
        List.copyOf(running.values()).forEach(job -> flow.finish(job, false));
        endIfDone();
    }

    @Override
    public void vanish() {
        if (!gone) {
            leave();
            running.values().forEach(flow::lose);
        }
    }

    @Override
    public int jobs() {
        return gone ? 0 : running.size();
    }

    void take(FakeJob job, Instant now) {
        running.put(job.number(), job);
        dispatcher.took(pool);
        lastContact = now;
    }

    void drop(FakeJob job, Instant now) {
        running.remove(job.number());
        dispatcher.dropped(pool, 1, now);
        lastContact = now;
        dispatcher.changed(this);
        if (finishing) {
            endIfDone();
        }
    }

    void cordon(boolean on) {
        cordoned = on;
        dispatcher.changed(this);
    }

    boolean takesMore() {
        return !gone
                && !finishing
                && !cordoned
                && running.size() < process.spec().slots();
    }

    Duration timeFor(Work work) {
        return Duration.ofNanos((long) (work.duration().toNanos() / process.speed()));
    }

    Agent shown() {
        return Agent.builder(name())
                .slots(process.spec().slots())
                .cordoned(cordoned)
                .lastContact(lastContact)
                .build();
    }

    private void endIfDone() {
        if (!gone && running.isEmpty()) {
            leave();
            process.ended().run();
        }
    }

    private void leave() {
        gone = true;
        dispatcher.changed(this);
        flow.left(this);
    }

    boolean isGone() {
        return gone;
    }

    long number() {
        return number;
    }

    String pool() {
        return pool;
    }

    String name() {
        return process.name().value();
    }
}
