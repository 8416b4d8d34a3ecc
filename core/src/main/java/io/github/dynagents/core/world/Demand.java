package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Agent;
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

    /** What is seen, all of it sorted out. */
    static Demand of(Fleet fleet, Observation seen) {
        SortedMap<String, List<Job>> waiting = new TreeMap<>();
        SortedMap<MachineName, List<Job>> running = new TreeMap<>();
        for (Observed<CiQueue> server : seen.servers().values()) {
            for (Job job : jobs(server)) {
                waitsFor(fleet, job)
                        .ifPresent(pool -> waiting.computeIfAbsent(pool, p -> new ArrayList<>())
                                .add(job));
                runsOn(job)
                        .ifPresent(machine -> running.computeIfAbsent(machine, m -> new ArrayList<>())
                                .add(job));
            }
        }
        return new Demand(
                Collections.unmodifiableSortedMap(waiting),
                Collections.unmodifiableSortedMap(running),
                connected(seen));
    }

    static SortedSet<MachineName> connected(Observation seen) {
        SortedSet<MachineName> connected = new TreeSet<>();
        for (Observed<CiQueue> server : seen.servers().values()) {
            for (Agent agent : agents(server)) {
                machineOf(agent.name()).ifPresent(connected::add);
            }
        }
        return Collections.unmodifiableSortedSet(connected);
    }

    static List<Job> jobs(Observed<CiQueue> server) {
        return server.value().map(CiQueue::jobs).orElse(List.of());
    }

    static List<Agent> agents(Observed<CiQueue> server) {
        return server.value().map(CiQueue::agents).orElse(List.of());
    }

    /** The pool in whose queue it is: the first that serves it. */
    static Optional<String> waitsFor(Fleet fleet, Job job) {
        if (job.state() == JobState.PENDING) {
            for (Pool pool : fleet.pools()) {
                if (job.servedBy().contains(pool.name())) {
                    return Optional.of(pool.name());
                }
            }
        }
        return Optional.empty();
    }

    /** The machine whose agent has it. */
    static Optional<MachineName> runsOn(Job job) {
        return switch (job.state()) {
            case PENDING, HELD -> Optional.empty();
            case ASSIGNED, RUNNING -> job.agent().flatMap(Demand::machineOf);
        };
    }

    /** An agent is named like its machine, or NAME-1, NAME-2 where a machine runs several. */
    static Optional<MachineName> machineOf(String agent) {
        int dash = agent.lastIndexOf('-');
        boolean numbered = dash > 0
                && dash < agent.length() - 1
                && dash >= agent.length() - 3
                && Character.isDigit(agent.charAt(dash + 1))
                && Character.isDigit(agent.charAt(agent.length() - 1));
        String name = numbered ? agent.substring(0, dash) : agent;
        return MachineName.isValid(name) ? Optional.of(new MachineName(name)) : Optional.empty();
    }
}
