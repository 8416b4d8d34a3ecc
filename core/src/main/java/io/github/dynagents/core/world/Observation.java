package io.github.dynagents.core.world;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is seen in one tick.
 *
 * @param now the tick's instant, the only clock that the pure part knows
 * @param clouds the machines, by account
 * @param offerings what is sold, by account
 * @param servers jobs and agents, by CI server
 * @param finished jobs that have ended and were not told before
 * @param clocksAhead how far each CI server's clock is ahead of ours, where it tells
 * @param paused why somebody has paused purchases, if somebody has
 */
public record Observation(
        Instant now,
        SortedMap<String, Observed<Listing>> clouds,
        SortedMap<String, Observed<List<Offering>>> offerings,
        SortedMap<String, Observed<CiQueue>> servers,
        List<FinishedJob> finished,
        SortedMap<String, Duration> clocksAhead,
        Optional<String> paused) {
    public Observation {
        clouds = Collections.unmodifiableSortedMap(new TreeMap<>(clouds));
        offerings = Collections.unmodifiableSortedMap(new TreeMap<>(offerings));
        servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        finished = List.copyOf(finished);
        clocksAhead = Collections.unmodifiableSortedMap(new TreeMap<>(clocksAhead));
    }

    /** Of sources alone: nobody tells of clocks, or has paused anything. */
    public Observation(
            Instant now,
            SortedMap<String, Observed<Listing>> clouds,
            SortedMap<String, Observed<List<Offering>>> offerings,
            SortedMap<String, Observed<CiQueue>> servers,
            List<FinishedJob> finished) {
        this(now, clouds, offerings, servers, finished, Collections.emptySortedMap(), Optional.empty());
    }

    /** The same, with the finished jobs told already. */
    public Observation withoutFinished() {
        return finished.isEmpty()
                ? this
                : new Observation(now, clouds, offerings, servers, List.of(), clocksAhead, paused);
    }

    /** The machines of one account. */
    public Observed<Listing> cloud(String account) {
        Observed<Listing> cloud = clouds.get(account);
        return cloud == null ? new Observed.Never<>(now, Observed.NOT_ANSWERED_YET) : cloud;
    }

    /** What is sold now, by id, of every account. */
    public SortedMap<OfferingId, Offering> sold() {
        SortedMap<OfferingId, Offering> all = new TreeMap<>();
        offerings
                .values()
                .forEach(observed -> observed.value().ifPresent(list -> list.forEach(one -> all.put(one.id(), one))));
        return all;
    }

    /** Whether the same is sold as in another, by the references of the answers. */
    boolean sellsAsIn(Observation other) {
        return areSame(offerings, other.offerings);
    }

    /** Whether the CI servers show the same as in another, by the references of their answers. */
    boolean queuesAsIn(Observation other) {
        return areSame(servers, other.servers);
    }

    private static <T> boolean areSame(SortedMap<String, Observed<T>> these, SortedMap<String, Observed<T>> others) {
        for (var entry : these.entrySet()) {
            Observed<T> other = others.get(entry.getKey());
            if (other == null || !entry.getValue().tellsTheSameAs(other)) {
                return false;
            }
        }
        return these.size() == others.size();
    }

    /** The jobs of one CI server. */
    public Observed<CiQueue> server(String name) {
        Observed<CiQueue> server = servers.get(name);
        return server == null ? new Observed.Never<>(now, Observed.NOT_ANSWERED_YET) : server;
    }
}
