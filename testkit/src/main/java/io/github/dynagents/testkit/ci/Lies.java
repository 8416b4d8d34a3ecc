package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.testkit.fault.Effects;
import io.github.dynagents.testkit.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** What a fake CI server tells of its queue that is not so. Nothing, unless told. */
public final class Lies {
    private final String server;
    private final RandomGenerator random;
    private Effects effects = Effects.UNHEARD;
    private boolean stale;
    private Optional<CiQueue> old = Optional.empty();
    private double showsGoneAgents;
    private double showsAgentsTwice;
    private double showsWrongNames;

    Lies(String server, RandomGenerator random) {
        this.server = server;
        this.random = random;
    }

    void effects(Effects listener) {
        effects = listener;
    }

    /** Whether it answers with the queue as its first answer from now on shows it. */
    public Lies stale(boolean yes) {
        stale = yes;
        old = Optional.empty();
        return this;
    }

    /** With that chance, an answer shows an agent that is not connected: of a machine that has just been enrolled or left. */
    public Lies showsGoneAgents(double chance) {
        showsGoneAgents = chance;
        return this;
    }

    /** With that chance, an answer shows an agent twice. */
    public Lies showsAgentsTwice(double chance) {
        showsAgentsTwice = chance;
        return this;
    }

    /** With that chance, an answer shows a job that runs under another agent's name. */
    public Lies showsWrongNames(double chance) {
        showsWrongNames = chance;
        return this;
    }

    /** @param absent names of agents that are not connected */
    CiQueue tell(CiQueue truth, Collection<String> absent) {
        if (stale) {
            return outdated(truth);
        }
        List<Agent> agents = new ArrayList<>(truth.agents());
        List<Job> jobs = new ArrayList<>(truth.jobs());
        boolean lied = happens(showsGoneAgents, absent) && showGone(agents, List.copyOf(absent));
        lied |= happens(showsAgentsTwice, agents) && showTwice(agents);
        lied |= happens(showsWrongNames, jobs) && showWrongName(jobs);
        return lied ? CiQueue.of(jobs, agents) : truth;
    }

    private CiQueue outdated(CiQueue truth) {
        CiQueue shown = old.orElse(truth);
        old = Optional.of(shown);
        if (shown != truth) {
            effects.took(FaultKind.STALE_QUEUE, server);
        }
        return shown;
    }

    private boolean happens(double chance, Collection<?> occasions) {
        return chance > 0 && !occasions.isEmpty() && random.nextDouble() < chance;
    }

    private boolean showGone(List<Agent> agents, List<String> absent) {
        agents.add(Agent.builder(absent.get(random.nextInt(absent.size()))).build());
        effects.took(FaultKind.AGENT_SHOWN_THOUGH_GONE, server);
        return true;
    }

    private boolean showTwice(List<Agent> agents) {
        agents.add(agents.get(random.nextInt(agents.size())));
        effects.took(FaultKind.AGENT_SHOWN_TWICE, server);
        return true;
    }

    private boolean showWrongName(List<Job> jobs) {
        List<Job> running =
                jobs.stream().filter(job -> job.state() == JobState.RUNNING).toList();
        if (running.isEmpty()) {
            return false;
        }
        Job job = running.get(random.nextInt(running.size()));
        SortedSet<String> others = new TreeSet<>();
        running.forEach(other -> other.agent().ifPresent(others::add));
        job.agent().ifPresent(others::remove);
        others.add("nobody");
        jobs.set(
                jobs.indexOf(job),
                job.toBuilder()
                        .agent(List.copyOf(others).get(random.nextInt(others.size())))
                        .build());
        effects.took(FaultKind.JOB_UNDER_WRONG_NAME, server);
        return true;
    }
}
