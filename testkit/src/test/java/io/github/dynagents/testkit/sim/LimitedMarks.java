package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Marks as a cloud sets them whose API is slow, fails, and limits requests: each request sets one mark on some machines.
 * What does not fit into the time of a call, or into the limit, is answered as throttled, machine by machine.
 */
final class LimitedMarks extends Provider {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Spread LATENCY = Spread.around(Duration.ofSeconds(1), 1.2);
    private static final Duration BURST_EVERY = Duration.ofMinutes(10);
    private static final Duration BURST = Duration.ofMinutes(1);

    private final VirtualTime time;
    private final Api api;
    private final RandomGenerator random;
    private final Map<MachineName, Instant> due = new HashMap<>();
    private final List<Double> late = new ArrayList<>();
    private Instant filledAt;
    private double tokens;
    private int requests;

    /**
     * What a cloud's API lets be done.
     *
     * @param perRequest machines that one request marks
     * @param burst requests at once
     * @param perSecond requests
     * @param connections requests under way
     */
    record Api(String name, int perRequest, int burst, int perSecond, int connections) {}

    LimitedMarks(Machines cloud, VirtualTime time, Api api) {
        super(cloud);
        this.time = time;
        this.api = api;
        this.random = time.randomFor("marks");
        this.filledAt = time.now();
        this.tokens = api.burst();
    }

    /** How late each mark was, as a share of its lease, from when a third of that was over. */
    List<Double> late() {
        return late;
    }

    int requests() {
        return requests;
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        Duration sinceBurst = Duration.ofSeconds(time.now().getEpochSecond() % BURST_EVERY.toSeconds());
        if (sinceBurst.compareTo(BURST) < 0) {
            requests++;
            throw throttled().retryAfter(Duration.ofSeconds(10));
        }
        if (random.nextInt(100) == 0) {
            requests++;
            throw time.hang();
        }
        SortedMap<MachineName, Failure> failed = new TreeMap<>();
        Duration[] busy = new Duration[api.connections()];
        Arrays.fill(busy, Duration.ZERO);
        Duration longest = Duration.ZERO;
        for (SortedMap<MachineName, Lease> request : requests(leases)) {
            int next = 0;
            for (int i = 1; i < busy.length; i++) {
                next = busy[i].compareTo(busy[next]) < 0 ? i : next;
            }
            Duration begins = paced(busy[next]);
            Duration ends = begins.plus(LATENCY.draw(random));
            if (ends.compareTo(LONGEST) > 0) {
                request.keySet().forEach(name -> failed.put(name, throttled()));
            } else {
                busy[next] = ends;
                longest = longest.compareTo(ends) > 0 ? longest : ends;
                requests++;
                send(request, ends, failed);
            }
        }
        time.elapse(longest);
        return failed;
    }

    private void send(SortedMap<MachineName, Lease> request, Duration took, Map<MachineName, Failure> failed)
            throws Failure {
        if (random.nextInt(10) == 0) {
            request.keySet().forEach(name -> failed.put(name, unanswered()));
        } else {
            super.mark(request);
            request.forEach((name, lease) -> effective(name, lease, took));
        }
    }

    private List<SortedMap<MachineName, Lease>> requests(SortedMap<MachineName, Lease> leases) {
        Map<String, SortedMap<MachineName, Lease>> open = new LinkedHashMap<>();
        List<SortedMap<MachineName, Lease>> all = new ArrayList<>();
        leases.forEach((name, lease) -> {
            SortedMap<MachineName, Lease> request = open.get(lease.mark());
            if (request == null || request.size() == api.perRequest()) {
                request = new TreeMap<>();
                open.put(lease.mark(), request);
                all.add(request);
            }
            request.put(name, lease);
        });
        return all;
    }

    /** When the limit lets a request go that could go then. */
    private Duration paced(Duration ready) {
        Instant at = time.now().plus(ready);
        double filled = Math.max(0, Duration.between(filledAt, at).toMillis()) / 1000.0 * api.perSecond();
        tokens = Math.min(api.burst(), tokens + filled);
        filledAt = at.isAfter(filledAt) ? at : filledAt;
        tokens--;
        long waits = tokens >= 0 ? 0 : (long) (-tokens * 1000 / api.perSecond());
        return ready.plusMillis(waits);
    }

    private void effective(MachineName name, Lease lease, Duration took) {
        Instant now = time.now().plus(took);
        Instant was = due.put(name, now.plus(lease.ttl().dividedBy(3)));
        if (was != null) {
            Duration delay = Duration.between(was, now);
            late.add(Math.max(0, delay.toMillis()) / (double) lease.ttl().toMillis());
        }
    }

    private static Failure throttled() {
        return Failure.of(Failure.Kind.THROTTLED, "too many requests");
    }

    private static Failure unanswered() {
        return Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "no answer");
    }
}
