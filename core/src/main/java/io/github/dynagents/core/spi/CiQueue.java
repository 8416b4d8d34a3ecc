package io.github.dynagents.core.spi;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.Job;
import java.util.List;

/** Unfinished jobs, in the order in which the server hands them out, and agents, where it lists any. */
public final class CiQueue {
    private final List<Job> jobs;
    private final List<Agent> agents;

    private CiQueue(List<Job> jobs, List<Agent> agents) {
        this.jobs = jobs;
        this.agents = agents;
    }

    public static CiQueue of(List<Job> jobs, List<Agent> agents) {
        return new CiQueue(List.copyOf(jobs), List.copyOf(agents));
    }

    public List<Job> jobs() {
        return jobs;
    }

    public List<Agent> agents() {
        return agents;
    }

    @Override
    public String toString() {
        return "CiQueue[jobs=" + jobs + ", agents=" + agents + "]";
    }
}
