package io.github.dynagents.gcp;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.dynagents.core.model.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes on in one pod from when its processes run: the watchdog, which sees the mark late and ends the machine when it
 * has not moved for long, and the agent, which finishes its jobs when it is told to.
 */
final class PodLife {
    private static final Pattern MAX_LIFE = Pattern.compile("\\bmax_life=([0-9]+)");

    private final FakeTimes times;
    private final Instant started;
    private final Instant lifeEnds;
    private final Deque<Seen> coming = new ArrayDeque<>();
    private Seen seen;
    private Optional<Instant> agentStarts;
    private Optional<Instant> agentEnds = Optional.empty();
    private Optional<Instant> told = Optional.empty();
    private Instant killed = Instant.MAX;
    private Why why = Why.ITSELF;
    private boolean deletionSeen;

    /** What the pod's annotations say, and since when the machine has seen it. */
    private record Seen(String mark, boolean stops, Instant at) {
        private Optional<Lease> lease() {
            try {
                return Optional.of(Lease.parse(mark));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        boolean halts() {
            return stops || lease().filter(Lease::draining).isPresent();
        }

        boolean isOf(Pod pod) {
            return mark.equals(PodFacts.mark(pod)) && stops == PodFacts.stops(pod);
        }

        Instant runsOut() {
            return lease().map(lease -> at.plus(lease.ttl())).orElse(Instant.MAX);
        }
    }

    /** Why it ends. */
    enum Why {
        ITSELF,
        DEADLINE,
        DELETED,
        NODE
    }

    PodLife(Pod pod, String script, FakeTimes times, Instant started) {
        this.times = times;
        this.started = started;
        this.seen = new Seen(PodFacts.mark(pod), PodFacts.stops(pod), started);
        Matcher life = MAX_LIFE.matcher(script);
        this.lifeEnds = life.find() ? started.plusMillis(Long.parseLong(life.group(1)) * 10) : Instant.MAX;
        this.agentStarts = seen.halts() ? Optional.empty() : Optional.of(started.plus(times.agentStart()));
    }

    Instant started() {
        return started;
    }

    /** What the watchdog sees. */
    String mark() {
        return seen.mark;
    }

    Why why() {
        return why;
    }

    boolean agentRuns(Instant now) {
        return agentStarts.filter(at -> !at.isAfter(now)).isPresent()
                && agentEnds.filter(at -> !at.isAfter(now)).isEmpty();
    }

    /** When all of its processes have ended; far away if nobody has told them to. */
    Instant ends() {
        return told.map(at -> Earliest.of(killed, agentEnds.orElse(at).plus(times.podEnd())))
                .orElse(Instant.MAX);
    }

    boolean wasKilled() {
        return agentEnds.filter(at -> at.isBefore(killed)).isEmpty() && !ends().isBefore(killed);
    }

    /**
     * Lives on.
     *
     * @param lasts for how long its agent's jobs last
     * @return when something is due next
     */
    Instant step(Pod pod, Optional<Instant> noticed, Duration lasts, Instant now) {
        if (!(coming.isEmpty() ? seen : coming.getLast()).isOf(pod)) {
            coming.add(new Seen(PodFacts.mark(pod), PodFacts.stops(pod), now.plus(reach(pod))));
        }
        while (!coming.isEmpty() && !coming.getFirst().at().isAfter(now)) {
            see(coming.removeFirst(), lasts, PodFacts.grace(pod));
        }
        Instant deadline = PodFacts.deadline(pod).map(started::plus).orElse(Instant.MAX);
        Duration grace = PodFacts.grace(pod);
        if (PodFacts.isDeleted(pod) && !deletionSeen) {
            deletionSeen = true;
            tell(Why.DELETED, now, grace, lasts);
            killed = Earliest.of(killed, now.plus(grace));
        }
        noticed.ifPresent(at -> tell(Why.NODE, at, Earliest.shorter(grace, times.notice()), lasts));
        for (Instant end : new Instant[] {seen.runsOut(), lifeEnds}) {
            if (!end.isAfter(now)) {
                tell(Why.ITSELF, end, grace, lasts);
            }
        }
        if (!deadline.isAfter(now)) {
            tell(Why.DEADLINE, deadline, grace, lasts);
        }
        return Earliest.after(
                now,
                coming.isEmpty() ? Instant.MAX : coming.getFirst().at(),
                told.isEmpty() ? Earliest.of(seen.runsOut(), lifeEnds, deadline) : Instant.MAX,
                agentStarts.orElse(Instant.MAX),
                agentEnds.orElse(Instant.MAX),
                ends());
    }

    /** The kubelet writes what the API tells anew every minute or so. */
    private Duration reach(Pod pod) {
        return Duration.ofSeconds(60 + Math.floorMod((PodFacts.name(pod) + PodFacts.mark(pod)).hashCode(), 31));
    }

    private void see(Seen next, Duration lasts, Duration grace) {
        if (told.isEmpty() && next.halts() && !seen.halts()) {
            stopAgent(next.at(), Earliest.shorter(lasts, grace));
        } else if (told.isEmpty() && !next.halts() && seen.halts()) {
            agentStarts = Optional.of(next.at().plus(times.agentStart()));
            agentEnds = Optional.empty();
        }
        // a mark of the same value has not moved
        seen = next.mark().equals(seen.mark()) ? new Seen(next.mark(), next.stops(), seen.at()) : next;
    }

    private void tell(Why because, Instant at, Duration grace, Duration lasts) {
        if (told.isPresent()) {
            return;
        }
        told = Optional.of(at);
        why = because;
        killed = at.plus(grace);
        if (agentRuns(at)) {
            stopAgent(at, Earliest.shorter(lasts, grace));
        } else {
            agentStarts = Optional.empty();
        }
    }

    private void stopAgent(Instant at, Duration after) {
        if (agentRuns(at)) {
            agentEnds = Optional.of(at.plus(after));
        } else {
            agentStarts = Optional.empty();
        }
    }
}
