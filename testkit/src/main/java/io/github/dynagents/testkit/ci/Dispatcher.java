package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who gets which job: the first job that an agent may have, the longest-connected agent that may have a job. */
final class Dispatcher {
    private final Map<String, AgentProfile> profiles = new TreeMap<>();
    private final Map<List<Object>, JobClass> classes = new HashMap<>();
    private final Map<String, List<JobClass>> classesOf = new TreeMap<>();
    private final Map<String, TreeMap<Long, FakeAgent>> freeOf = new TreeMap<>();
    private final Map<String, Progress> progressOf = new TreeMap<>();

    /** How many jobs the agents of a pool have, and when they last had any. */
    private static final class Progress {
        private int busy;
        private Instant lastBusy = Instant.MIN;
    }

    void add(AgentProfile profile) {
        if (!classes.isEmpty()) {
            throw new IllegalStateException("pools are told before jobs are submitted: " + profile.pool());
        }
        if (profiles.put(profile.pool(), profile) != null) {
            throw new IllegalArgumentException("two pools are named " + profile.pool());
        }
        freeOf.put(profile.pool(), new TreeMap<>());
        classesOf.put(profile.pool(), new ArrayList<>());
        progressOf.put(profile.pool(), new Progress());
    }

    AgentProfile profile(String pool) {
        return Optional.ofNullable(profiles.get(pool))
                .orElseThrow(() -> new IllegalArgumentException("serves no pool " + pool + ": " + profiles.keySet()));
    }

    boolean knows(String pool) {
        return profiles.containsKey(pool);
    }

    JobClass classOf(Platform platform, Labels labels) {
        return classes.computeIfAbsent(List.of(platform, labels), key -> {
            List<String> pools = profiles.values().stream()
                    .filter(profile -> profile.serves(platform, labels))
                    .map(AgentProfile::pool)
                    .toList();
            JobClass made = new JobClass(pools);
            pools.forEach(pool -> at(classesOf, pool).add(made));
            return made;
        });
    }

    /** An agent came or went, or its slots or its will to take more changed. */
    void changed(FakeAgent agent) {
        if (agent.takesMore()) {
            at(freeOf, agent.pool()).put(agent.number(), agent);
        } else {
            at(freeOf, agent.pool()).remove(agent.number());
        }
    }

    void took(String pool) {
        at(progressOf, pool).busy++;
    }

    void dropped(String pool, int jobs, Instant now) {
        Progress progress = at(progressOf, pool);
        progress.busy -= jobs;
        progress.lastBusy = now;
    }

    Optional<Instant> starvingSince(String pool) {
        Progress progress = at(progressOf, pool);
        if (progress.busy > 0) {
            return Optional.empty();
        }
        Optional<Instant> oldest = Optional.empty();
        for (JobClass kind : at(classesOf, pool)) {
            Optional<Instant> created = kind.first().map(FakeJob::created);
            if (created.isPresent() && oldest.filter(created.get()::isAfter).isEmpty()) {
                oldest = created;
            }
        }
        return oldest.map(created -> created.isAfter(progress.lastBusy) ? created : progress.lastBusy);
    }

    /** The agent that gets the next job of that class. */
    Optional<FakeAgent> agentFor(JobClass kind) {
        FakeAgent oldest = null;
        for (String pool : kind.servedBy()) {
            Map.Entry<Long, FakeAgent> first = at(freeOf, pool).firstEntry();
            if (first != null && (oldest == null || first.getKey() < oldest.number())) {
                oldest = first.getValue();
            }
        }
        return Optional.ofNullable(oldest);
    }

    /** The job that an agent gets next. */
    Optional<FakeJob> jobFor(FakeAgent agent) {
        FakeJob earliest = null;
        for (JobClass kind : at(classesOf, agent.pool())) {
            FakeJob first = kind.first().orElse(null);
            if (first != null && (earliest == null || first.number() < earliest.number())) {
                earliest = first;
            }
        }
        return Optional.ofNullable(earliest);
    }

    /** Agents that could take a job now, pool by pool. */
    List<FakeAgent> free() {
        return freeOf.values().stream().flatMap(free -> free.values().stream()).toList();
    }

    private static <T> T at(Map<String, T> map, String pool) {
        return Optional.ofNullable(map.get(pool)).orElseThrow();
    }
}
