package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.CiQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The queue, sorted out. Rebuilt only when a server's answer has changed.
 *
 * @param waiting jobs that wait for an agent, by pool, in queue order; each job in the first pool that serves it
 * @param running jobs that an agent has, by the machine's name; of agents that are none of ours too
 * @param connected names of machines whose agent a server lists
 */
public record Demand(
        SortedMap<String, List<Job>> waiting,
        SortedMap<MachineName, List<Job>> running,
        SortedSet<MachineName> connected) {
    static final Demand NONE =
            new Demand(Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedSet());

    /** Jobs that wait for an agent of this pool. */
    public List<Job> waiting(String pool) {
        return waiting.getOrDefault(pool, List.of());
    }

    /** Jobs that this machine's agents have. */
    public List<Job> on(MachineName machine) {
        return running.getOrDefault(machine, List.of());
    }

    static Demand of(Fleet fleet, Observation seen) {
        SortedMap<String, List<Job>> waiting = new TreeMap<>();
        SortedMap<MachineName, List<Job>> running = new TreeMap<>();
        SortedSet<MachineName> connected = new TreeSet<>();
        List<String> order = fleet.pools().stream().map(Pool::name).toList();
        for (Observed<CiQueue> server : seen.servers().values()) {
            server.value().ifPresent(queue -> {
                queue.jobs().forEach(job -> sortOut(job, order, waiting, running));
                queue.agents().forEach(agent -> machineOf(agent.name()).ifPresent(connected::add));
            });
        }
        return new Demand(
                Collections.unmodifiableSortedMap(waiting),
                Collections.unmodifiableSortedMap(running),
                Collections.unmodifiableSortedSet(connected));
    }

    private static void sortOut(
            Job job,
            List<String> order,
            SortedMap<String, List<Job>> waiting,
            SortedMap<MachineName, List<Job>> running) {
        if (job.state() == JobState.PENDING) {
            poolOf(job, order)
                    .ifPresent(pool -> waiting.computeIfAbsent(pool, p -> new ArrayList<>())
                            .add(job));
        } else if (job.state() != JobState.HELD) {
            job.agent()
                    .flatMap(Demand::machineOf)
                    .ifPresent(machine -> running.computeIfAbsent(machine, m -> new ArrayList<>())
                            .add(job));
        }
    }

    private static Optional<String> poolOf(Job job, List<String> order) {
        List<String> serving = job.servedBy();
        return serving.size() == 1
                ? Optional.of(serving.get(0)).filter(order::contains)
                : order.stream().filter(serving::contains).findFirst();
    }

    /** An agent is named like its machine, or NAME-1, NAME-2 where a machine runs several. */
    static Optional<MachineName> machineOf(String agent) {
        int dash = agent.lastIndexOf('-');
        boolean numbered = dash > 0
                && dash < agent.length() - 1
                && dash >= agent.length() - 3
                && agent.chars().skip(dash + 1L).allMatch(Character::isDigit);
        String name = numbered ? agent.substring(0, dash) : agent;
        return MachineName.isValid(name) ? Optional.of(new MachineName(name)) : Optional.empty();
    }
}
