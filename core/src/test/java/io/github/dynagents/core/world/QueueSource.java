package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.spi.CiQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The CI server of {@link Worlds}: answers the same reference while nothing has changed. */
final class QueueSource {
    boolean fails;
    boolean held;
    private final SortedMap<JobId, Job> jobs = new TreeMap<>();
    private final List<Agent> agents = new ArrayList<>();
    private Observed<CiQueue> last = new Observed.Never<>(Worlds.NOON, "no answer yet");
    private boolean changed = true;

    void put(Job job) {
        jobs.put(job.id(), job);
        changed = true;
    }

    void remove(JobId job) {
        jobs.remove(job);
        changed = true;
    }

    void connect(String agent) {
        agents.add(Agent.builder(agent).build());
        changed = true;
    }

    Observed<CiQueue> ask(Instant now) {
        if (fails) {
            last = Worlds.failing(last, "the server is away", now);
        } else if (!held) {
            CiQueue latest = last.value()
                    .filter(queue -> !changed)
                    .orElseGet(() -> CiQueue.of(List.copyOf(jobs.values()), agents));
            changed = false;
            last = new Observed.Known<>(latest, now);
        }
        return last;
    }
}
