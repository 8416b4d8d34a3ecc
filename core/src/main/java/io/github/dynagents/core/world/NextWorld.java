package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One step from belief to belief. Lives for the length of {@link World#next}, and is changed while that runs. */
final class NextWorld {
    private final World before;
    private final Fleet fleet;
    private final Observation seen;
    private final SortedMap<OfferingId, Offering> sold;
    private final Seats seats;
    private final Withholding withholding;
    private final Tripping tripping;
    private final SortedSet<JobId> restarted;
    private final SortedSet<MachineName> toRevoke;
    private Learned learned;

    NextWorld(World before, Observation seen) {
        this.before = before;
        this.fleet = before.fleet();
        this.seen = seen;
        this.sold = seen.sellsAsIn(before.seen()) ? before.sold() : seen.sold();
        this.tripping = new Tripping(before, seen);
        this.seats = new Seats(before, seen, sold, tripping);
        this.withholding = new Withholding(before.withheld(), seen.now());
        this.restarted = new TreeSet<>(before.restarted());
        this.toRevoke = new TreeSet<>(before.toRevoke());
        this.learned = before.learned();
    }

    World after(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            withholding.learn(outcome, seats);
            seats.apply(outcome);
            tripping.learn(outcome, seats);
            note(outcome);
        }
        SortedMap<String, Instant> firstLists = firstLists();
        seats.applyLists(firstLists);
        Demand demand = DemandChange.of(fleet, before, seen);
        learned = learned.finished(seen.finished());
        seats.applyQueues(demand, this::proved);
        learned = new Endings(before, seen.now()).learn(learned, seats.result());
        toRevoke.addAll(seats.gone());
        learnRhythms(demand);
        SortedMap<MachineName, Instant> gone = gone(demand);
        return new World(
                fleet,
                seen.now(),
                seats.result(),
                demand,
                withholding.result(),
                seats.strangers(),
                lost(gone, demand),
                Collections.unmodifiableSortedSet(stillShown(restarted)),
                Collections.unmodifiableSortedSet(toRevoke),
                gone,
                firstLists,
                learned,
                turns(),
                Trust.of(fleet, seen, firstLists),
                tripping.result(seats, firstLists, learned),
                seen,
                sold);
    }

    private void note(Outcome outcome) {
        if (outcome instanceof Outcome.RestartSent sent) {
            restarted.add(sent.job());
        } else if (outcome instanceof Outcome.RestartAnswered answered
                && answered.problem().filter(NextWorld::isPassing).isPresent()) {
            restarted.remove(answered.job());
        } else if (outcome instanceof Outcome.Revoked revoked) {
            toRevoke.remove(revoked.name());
        }
    }

    private static boolean isPassing(Problem problem) {
        return problem.kind() == Failure.Kind.UNAVAILABLE || problem.kind() == Failure.Kind.THROTTLED;
    }

    /**
     * A machine is connected: how long it took, once it was its turn, is known if it was bought and waited for. Only a
     * job shows that its offering is fine: one that connects and is given none would be bought again and again.
     */
    private void proved(Seat.Listed seat, Work work) {
        if (!work.jobs().isEmpty()) {
            tripping.proved(seat.pool());
        }
        seat.offering().ifPresent(offering -> {
            if (!work.jobs().isEmpty()) {
                withholding.clear(offering);
            }
            Instant firstList = before.firstLists().getOrDefault(seat.account(), Instant.MAX);
            boolean wasWaitedFor = work.jobs().isEmpty()
                    || work.jobs().stream().anyMatch(job -> job.created().isBefore(seat.born()));
            if (seat.born().isAfter(firstList) && wasWaitedFor && !waitedForOthers(seat)) {
                before.turns().took(seat, seen.now()).ifPresent(took -> learned = learned.booted(offering, took));
            }
        });
    }

    /** What all accounts sell is put together only where somebody may have to wait. */
    private Turns turns() {
        return fleet.accounts().values().stream().anyMatch(Account::bootsOneAfterAnother)
                ? before.turns().next(before, seats.result(), new BootTimes(learned, sold), seen.now())
                : Turns.NONE;
    }

    /** One that came up before we thought it was its turn: how long that took is not known. */
    private boolean waitedForOthers(Seat.Listed seat) {
        Seat was = before.seats().get(seat.name());
        return was != null && before.turn(was).isEmpty();
    }

    private SortedMap<String, Instant> firstLists() {
        Changing<String, Instant> first = new Changing<>(before.firstLists());
        seen.clouds().forEach((account, cloud) -> cloud.at().ifPresent(at -> first.putIfAbsent(account, at)));
        return first.result();
    }

    private void learnRhythms(Demand demand) {
        for (Pool pool : fleet.pools()) {
            if (seen.server(pool.server()).isKnown()) {
                int jobs = demand.waiting(pool.name()).size() + seats.jobsOf(pool);
                learned = learned.observed(pool, jobs, () -> usualBoot(pool), seen.now());
            }
        }
    }

    /** Of what may be bought for a pool, the quickest: jobs are spared no more than that. */
    private Duration usualBoot(Pool pool) {
        BootTimes times = new BootTimes(learned, sold);
        return times.sold().values().stream()
                .filter(pool::mayBuy)
                .map(times::of)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * An answer that is older than a machine's end may not show yet that it had taken a job. A machine that is shown
     * again was not gone: its jobs are not lost.
     */
    private SortedMap<MachineName, Instant> gone(Demand demand) {
        if (before.gone().isEmpty() && seats.gone().isEmpty()) {
            return before.gone();
        }
        SortedMap<MachineName, Instant> gone = new TreeMap<>(before.gone());
        seats.gone().forEach(name -> gone.put(name, seen.now()));
        gone.keySet().removeAll(seats.result().keySet());
        gone.entrySet().removeIf(entry -> demand.on(entry.getKey()).isEmpty() && allAskedAfter(entry.getValue()));
        return Collections.unmodifiableSortedMap(gone);
    }

    private boolean allAskedAfter(Instant end) {
        return fleet.pools().stream()
                .map(pool -> seen.server(pool.server()))
                .allMatch(
                        server -> server.isKnown() && server.at().orElseThrow().isAfter(end));
    }

    /**
     * Jobs that their servers still show on machines that are gone. An answer that was asked for before that may show a job
     * that has ended, and its machine after it.
     */
    private List<Job> lost(SortedMap<MachineName, Instant> gone, Demand demand) {
        if (gone.isEmpty()) {
            return List.of();
        }
        return gone.entrySet().stream()
                .flatMap(entry -> demand.on(entry.getKey()).stream()
                        .filter(job -> seen.server(job.id().server()).at().stream()
                                .anyMatch(asked -> !asked.isBefore(entry.getValue()))))
                .toList();
    }

    /** What has been restarted need not be remembered once its server shows it no more. */
    private SortedSet<JobId> stillShown(SortedSet<JobId> ids) {
        if (ids.isEmpty()) {
            return Collections.emptySortedSet();
        }
        SortedSet<JobId> kept = new TreeSet<>(ids);
        Set<JobId> shown = new TreeSet<>();
        seen.servers().values().forEach(server -> Demand.jobs(server).forEach(job -> shown.add(job.id())));
        kept.removeIf(id -> seen.server(id.server()).isKnown() && !shown.contains(id));
        return kept;
    }
}
