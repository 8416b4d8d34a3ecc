package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.core.model.MachineName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The day until now, minute by minute. */
final class History {
    private final List<Integer> jobs = new ArrayList<>();
    private final List<Integer> machines = new ArrayList<>();
    private final Map<MachineName, Set<Integer>> worked = new TreeMap<>();
    private int mostAtWork;

    /** How many minutes are known. */
    int minutes() {
        return jobs.size();
    }

    void add(int unfinished, int alive, Set<MachineName> atWork) {
        atWork.forEach(
                name -> worked.computeIfAbsent(name, n -> new TreeSet<>()).add(minutes()));
        jobs.add(unfinished);
        machines.add(alive);
        mostAtWork = Math.max(mostAtWork, atWork.size());
    }

    /** How many machines worked at once, at most. */
    int mostAtWork() {
        return mostAtWork;
    }

    /** In how many of these minutes a machine had a job. */
    long worked(MachineName name, int from, int to) {
        return worked.getOrDefault(name, Set.of()).stream()
                .filter(minute -> minute >= from && minute < to)
                .count();
    }

    /** Unfinished jobs, the most of each so many minutes. */
    List<Integer> jobs(int width) {
        return most(jobs, width);
    }

    /** Machines, the most of each so many minutes. */
    List<Integer> machines(int width) {
        return most(machines, width);
    }

    private static List<Integer> most(List<Integer> all, int width) {
        List<Integer> most = new ArrayList<>();
        for (int i = 0; i < all.size(); i += width) {
            most.add(Collections.max(all.subList(i, Math.min(all.size(), i + width))));
        }
        return most;
    }
}
