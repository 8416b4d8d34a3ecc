package io.github.dynagents.testkit.hindsight;

import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs of one pool in the order of their submission; times in nanoseconds. */
final class Jobs {
    private final long[] submitted;
    private final long[] length;

    private Jobs(List<Arrival> arrivals) {
        this.submitted =
                arrivals.stream().mapToLong(arrival -> arrival.at().toNanos()).toArray();
        this.length = arrivals.stream()
                .mapToLong(arrival -> arrival.work().duration().toNanos())
                .toArray();
    }

    /** Each platform and set of labels is a pool of its own. */
    static List<Jobs> pools(Workload workload) {
        Map<List<Object>, List<Arrival>> pools = new LinkedHashMap<>();
        for (Arrival arrival : workload.arrivals()) {
            Work work = arrival.work();
            pools.computeIfAbsent(List.of(work.platform(), work.labels()), pool -> new ArrayList<>())
                    .add(arrival);
        }
        return pools.values().stream().map(Jobs::new).toList();
    }

    int count() {
        return submitted.length;
    }

    long submitted(int job) {
        return submitted[job];
    }

    long length(int job) {
        return length[job];
    }

    /** The first job that is submitted then or later; the count if there is none. */
    int firstFrom(long time) {
        int low = 0;
        int high = submitted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (submitted[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
