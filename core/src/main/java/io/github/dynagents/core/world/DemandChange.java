package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.CiQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sorts out the queue anew where it has changed: mostly one job has come, gone or begun since the last answer. A job that
 * stays the same reference has not changed; what an answer has in common with the last one at its begin and at its end is
 * not looked at, and of what lies between, no job that an agent has in both.
 */
final class DemandChange {
    /** Where more machines are concerned, it is faster to sort out everything. */
    private static final int FEW_MACHINES = 32;

    /** The same where so many jobs, old ones and new ones together, may have changed. */
    private static final int FEW_JOBS = 2000;

    private final Fleet fleet;
    private final Observation before;
    private final Observation seen;
    private final SortedSet<String> pools = new TreeSet<>();
    private final SortedSet<MachineName> machines = new TreeSet<>();
    private final Set<JobId> concerned = new LinkedHashSet<>();
    private boolean isOfAgents;
    private boolean isMuch;

    private DemandChange(Fleet fleet, Observation before, Observation seen) {
        this.fleet = fleet;
        this.before = before;
        this.seen = seen;
    }

    /** What is seen now, sorted out, after that was what had been seen. */
    static Demand of(Fleet fleet, World last, Observation seen) {
        if (seen.queuesAsIn(last.seen())) {
            return last.demand();
        }
        return new DemandChange(fleet, last.seen(), seen).of(last.demand());
    }

    private Demand of(Demand demand) {
        SortedSet<String> names = new TreeSet<>(before.servers().keySet());
        names.addAll(seen.servers().keySet());
        for (String name : names) {
            Observed<CiQueue> was = before.server(name);
            Observed<CiQueue> is = seen.server(name);
            if (!isMuch && !is.tellsTheSameAs(was)) {
                compare(Demand.jobs(was), Demand.jobs(is));
                isOfAgents |= !Demand.agents(was).equals(Demand.agents(is));
            }
        }
        return isMuch
                ? Demand.of(fleet, seen)
                : new Demand(
                        waiting(demand), running(demand), isOfAgents ? Demand.connected(seen) : demand.connected());
    }

    private void compare(List<Job> was, List<Job> is) {
        int shorter = Math.min(was.size(), is.size());
        int begin = 0;
        while (begin < shorter && isSame(was.get(begin), is.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && isSame(was.get(was.size() - 1 - end), is.get(is.size() - 1 - end))) {
            end++;
        }
        if (was.size() + is.size() - 2 * (begin + end) > FEW_JOBS) {
            isMuch = true;
            return;
        }
        Map<JobId, Job> gone = new LinkedHashMap<>();
        was.subList(begin, was.size() - end).forEach(job -> gone.put(job.id(), job));
        for (Job job : is.subList(begin, is.size() - end)) {
            if (!isThere(gone, job) || job.state() == JobState.PENDING) {
                concerns(job);
            }
        }
        gone.values().forEach(this::concerns);
    }

    /** Whether a job is among them just as it is; it is taken out then. */
    private static boolean isThere(Map<JobId, Job> jobs, Job job) {
        Job other = jobs.get(job.id());
        if (other == null || !isSame(other, job)) {
            return false;
        }
        jobs.remove(job.id());
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // jobs that only say the same cost no more than to be sorted out again
    private static boolean isSame(Job one, Job other) {
        return one == other;
    }

    private void concerns(Job job) {
        Demand.waitsFor(fleet, job).ifPresent(pools::add);
        concerned.add(job.id());
        Demand.runsOn(job).ifPresent(machines::add);
        isMuch |= machines.size() > FEW_MACHINES;
    }

    private SortedMap<String, List<Job>> waiting(Demand demand) {
        Changing<String, List<Job>> waiting = new Changing<>(demand.waiting());
        SortedMap<String, List<Job>> anew = new TreeMap<>();
        pools.forEach(pool -> anew.put(pool, new ArrayList<>()));
        if (!pools.isEmpty()) {
            for (Observed<CiQueue> server : seen.servers().values()) {
                for (Job job : Demand.jobs(server)) {
                    Demand.waitsFor(fleet, job).map(anew::get).ifPresent(jobs -> jobs.add(job));
                }
            }
        }
        anew.forEach((pool, jobs) -> putOrRemove(waiting, pool, jobs));
        return waiting.result();
    }

    private SortedMap<MachineName, List<Job>> running(Demand demand) {
        Changing<MachineName, List<Job>> running = new Changing<>(demand.running());
        SortedMap<MachineName, List<Job>> anew = new TreeMap<>();
        for (MachineName machine : machines) {
            anew.put(machine, new ArrayList<>());
            demand.on(machine).forEach(job -> concerned.add(job.id()));
        }
        if (!machines.isEmpty()) {
            for (Observed<CiQueue> server : seen.servers().values()) {
                for (Job job : Demand.jobs(server)) {
                    if (concerned.contains(job.id())) {
                        Demand.runsOn(job).map(anew::get).ifPresent(jobs -> jobs.add(job));
                    }
                }
            }
        }
        anew.forEach((machine, jobs) -> putOrRemove(running, machine, jobs));
        return running.result();
    }

    private static <K> void putOrRemove(Changing<K, List<Job>> all, K key, List<Job> jobs) {
        if (jobs.isEmpty()) {
            all.remove(key);
        } else {
            all.put(key, jobs);
        }
    }
}
