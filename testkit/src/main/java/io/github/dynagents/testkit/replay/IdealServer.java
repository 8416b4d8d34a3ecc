package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiCapabilities;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CI server of a replay. It tells at once when a job must wait, when a machine begins or ceases to be idle, and when
 * an agent connects or is gone: what a decision may hang on. All else is told a little later, many changes at a time; of
 * many jobs and machines, so is which of them idle.
 */
final class IdealServer implements CiServer {
    static final String NAME = "replay";
    private static final Duration QUEUE_EVERY = Duration.ofSeconds(10);
    private static final Duration PER_JOB = Duration.ofMillis(300);
    private static final Duration QUEUE_AT_LEAST_EVERY = Duration.ofMinutes(1);

    /** All changes are told, sooner or later: to ask besides is needed only to be known. */
    private static final Duration NOTHING_NEW = Duration.ofMinutes(2);

    private static final CiCapabilities CAPABILITIES = CiCapabilities.builder()
            .listsAgents(true)
            .queueEvery(QUEUE_EVERY)
            .finishedEvery(Duration.ofMinutes(1))
            .build();

    /** Of so many jobs and machines, it need not be known at once which machine idles: the later, the more there are. */
    private static final int SOME = 60;

    private static final Duration PER_ONE_OF_SOME = Duration.ofMillis(80);
    private static final Duration SOON_AT_MOST = Duration.ofSeconds(20);

    private static final int MANY = 1000;
    private static final Duration PER_ONE_OF_MANY = Duration.ofNanos(100_000);

    private final ReplayTruth truth;
    private final VirtualTime time;
    private final int slots;
    private CiQueue shown = CiQueue.of(List.of(), List.of());
    private List<Agent> agents = List.of();
    private long shownChanges;
    private long agentChanges;
    private boolean told;
    private Instant tellAt = Instant.MAX;
    private long cursor;

    IdealServer(ReplayTruth truth, VirtualTime time, int slots) {
        this.truth = truth;
        this.time = time;
        this.slots = slots;
    }

    @Override
    public CiCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CiQueue queue() {
        told = false;
        if (truth.changes() != shownChanges) {
            shown = look();
            shownChanges = truth.changes();
        }
        return shown;
    }

    @Override
    public Duration nextQueueIn() {
        return NOTHING_NEW;
    }

    private CiQueue look() {
        List<Job> jobs = new ArrayList<>(truth.unfinished());
        for (ReplayMachine machine : truth.machines()) {
            if (machine.isConnected()) {
                machine.jobs()
                        .forEach(job -> jobs.add(job.running(machine.agent().name())));
            }
        }
        truth.pools().forEach(pool -> pool.waiting().forEach(job -> jobs.add(job.waiting())));
        return CiQueue.of(jobs, agents());
    }

    /** The same list until a machine connects or is gone. */
    private List<Agent> agents() {
        if (truth.machineChanges() != agentChanges) {
            agentChanges = truth.machineChanges();
            agents = truth.machines().stream()
                    .filter(ReplayMachine::isConnected)
                    .map(ReplayMachine::agent)
                    .toList();
        }
        return agents;
    }

    @Override
    public Finished finishedSince(Optional<String> since) {
        var jobs = truth.takeFinished();
        cursor += jobs.size();
        return Finished.of(jobs, Long.toString(cursor));
    }

    @Override
    public AgentSpec agentFor(MachineName name, String pool, Optional<Secret> own) {
        return AgentSpec.builder(OnTerm.FINISHES_JOBS, slots)
                .argv(List.of("agent"))
                .build();
    }

    /** Told once until it is asked again, however much happens meanwhile. */
    @Override
    public Subscription onChange(Runnable wake) {
        truth.onNews(() -> news(wake));
        truth.onIdleness(() -> {
            if (all() < SOME) {
                news(wake);
            } else {
                note(shorter(PER_ONE_OF_SOME.multipliedBy(all()), SOON_AT_MOST), wake);
            }
        });
        truth.onChange(() -> note(patience(), wake));
        return () -> {
            truth.onNews(() -> {});
            truth.onIdleness(() -> {});
            truth.onChange(() -> {});
        };
    }

    private void news(Runnable wake) {
        if (!told) {
            told = true;
            tell(wake);
        }
    }

    /** Told by then, unless it has been seen before. */
    private void note(Duration within, Runnable wake) {
        Instant then = time.now().plus(within);
        if (!told && then.isBefore(tellAt)) {
            tellAt = then;
            time.at(then, () -> {
                if (tellAt.equals(then)) {
                    tellAt = Instant.MAX;
                    if (!told && truth.changes() != shownChanges) {
                        wake.run();
                    }
                }
            });
        }
    }

    /** With thousands of jobs and machines there is news every moment: some of it is told at a time. */
    private void tell(Runnable wake) {
        if (all() < MANY) {
            wake.run();
        } else {
            time.after(PER_ONE_OF_MANY.multipliedBy(all()), wake);
        }
    }

    private int all() {
        return truth.unfinished() + truth.machines().size();
    }

    /** Longer while there are many jobs: of many, a few that have ended matter little, and each look costs. */
    private Duration patience() {
        Duration atMost = shorter(PER_JOB.multipliedBy(truth.unfinished()), QUEUE_AT_LEAST_EVERY);
        return atMost.compareTo(QUEUE_EVERY) > 0 ? atMost : QUEUE_EVERY;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {}
}
