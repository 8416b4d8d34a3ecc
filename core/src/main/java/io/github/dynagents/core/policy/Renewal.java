package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves the marks of all that stays, well before their leases run out. While a CI server is unknown, for a while only,
 * and of idle machines not beyond the time that is paid.
 *
 * <p>Where one machine of an account is due, those that would be due soon are moved with it, to the same instant: what a
 * cloud sets on many machines at once are equal marks. Where time is billed in long increments, the lease of an idle
 * machine rather ends with the time that is paid: a daemon that dies then costs no further increment.
 */
final class Renewal {
    private static final int PARTS = 3;
    private static final Duration SOONEST_RETRY = Duration.ofSeconds(4);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final Draft draft;
    private final World world;
    private final Duration maxLife;
    private final SortedMap<String, List<Due>> all = new TreeMap<>();

    /** When a machine's mark has to be moved, if it stays: which is asked only of those that matter now. */
    private record Due(Pool pool, Seat.Listed seat, Instant at) {}

    private Renewal(Draft draft) {
        this.draft = draft;
        this.world = draft.world();
        this.maxLife = world.fleet().safety().maxLife();
    }

    static void decide(Draft draft) {
        World world = draft.world();
        Renewal renewal = new Renewal(draft);
        for (Pool pool : world.fleet().pools()) {
            if (world.trust().mayRenew(pool, world.fleet().safety(), draft.now())) {
                renewal.collect(pool);
            }
        }
        renewal.all.values().forEach(renewal::decide);
    }

    private void collect(Pool pool) {
        for (Seat seat : world.seats().values()) {
            if (seat instanceof Seat.Listed listed && seat.pool().equals(pool.name()) && isLive(seat.account())) {
                Instant due = due(listed);
                all.computeIfAbsent(seat.account(), account -> new ArrayList<>())
                        .add(new Due(pool, listed, due));
            }
        }
    }

    private boolean isLive(String account) {
        return world.fleet().account(account).capabilities().leases() == LeaseChannel.LIVE;
    }

    /** All machines of one account. */
    private void decide(List<Due> seats) {
        if (seats.stream().noneMatch(due -> !due.at().isAfter(draft.now()) && stays(due.pool(), due.seat()))) {
            seats.forEach(this::wakeFor);
            return;
        }
        for (Due due : seats) {
            boolean isDue =
                    !due.at().isAfter(draft.now()) || isDueSoon(due.seat().mark(), due.at());
            if (!isDue) {
                wakeFor(due);
            } else if (stays(due.pool(), due.seat())) {
                renew(due.seat());
            }
        }
    }

    private void wakeFor(Due due) {
        if (draft.wouldWakeAt(due.at()) && stays(due.pool(), due.seat())) {
            draft.wakeAt(due.at());
        }
    }

    /** One whose call has failed waits for its own time. */
    private boolean isDueSoon(Seat.Mark mark, Instant due) {
        Duration soon = mark.lease().ttl().dividedBy(2L * PARTS);
        return !mark.underWay() && mark.tries() == 0 && !due.isAfter(draft.now().plus(soon));
    }

    private void renew(Seat.Listed seat) {
        Lease lease = MustGo.lease(draft, ttl(seat), isTold(seat));
        Money atMost =
                Bound.ofRenewal(world, draft.expected(), seat, lease.ttl()).orElse(Money.ZERO);
        draft.add(new Decision.Renew(
                seat.name(),
                lease,
                atMost,
                Reason.of("its lease was last moved some time ago")
                        .with("moved before", Duration.between(seat.mark().sentAt(), draft.now()))));
    }

    /** In a few steps only, so that few marks differ. */
    private Duration ttl(Seat.Listed seat) {
        Duration lease = world.fleet().safety().lease();
        if (!(seat.work() instanceof Work.Idle)
                || Keeping.isByTheMoment(seat.price().terms())) {
            return lease;
        }
        Capabilities cloud = world.fleet().account(seat.account()).capabilities();
        Duration ending = cloud.markReaches()
                .plus(WatchdogTimes.USUAL.poll().multipliedBy(2))
                .plus(WatchdogTimes.USUAL.shutdown())
                .plus(cloud.removedWithin());
        Duration left =
                Duration.between(draft.now(), seat.paidUntil(draft.now()).minus(ending));
        Duration step = lease.dividedBy(2L * PARTS);
        long steps = Math.clamp(left.dividedBy(step), 2, 2L * PARTS);
        return steps == 2L * PARTS ? lease : step.multipliedBy(steps);
    }

    /** A cordoned machine whose agent SIGTERM kills is told only once it has no more jobs. */
    private static boolean isTold(Seat.Listed seat) {
        return seat.work() instanceof Work.Draining draining
                && draining.toldAt().isPresent();
    }

    /** What fails is tried again later and later, but the sooner the less of the lease is left. */
    private Instant due(Seat.Listed seat) {
        Seat.Mark mark = seat.mark();
        if (mark.underWay()) {
            return mark.lastMark();
        }
        if (mark.tries() == 0) {
            // whole nanoseconds: Duration's own division is by big decimals
            return mark.sentAt().plusNanos(mark.lease().ttl().toNanos() / PARTS);
        }
        Duration wait = shorter(Duration.ofSeconds(2L << Math.min(mark.tries(), 6)), LONGEST_RETRY);
        Duration quarter = mark.runsOut()
                .map(end -> Duration.between(mark.lastMark(), end).dividedBy(4))
                .orElse(LONGEST_RETRY);
        Duration nearing = quarter.compareTo(SOONEST_RETRY) > 0 ? quarter : SOONEST_RETRY;
        return mark.lastMark().plus(shorter(wait, nearing));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean stays(Pool pool, Seat.Listed seat) {
        if (draft.hasFate(seat.name())) {
            return false; // which moves its mark, or ends it
        }
        if (seat.work() instanceof Work.Draining draining) {
            Instant graceEnds = draining.since().plus(world.fleet().safety().grace());
            boolean isOnItsWay = draining.toldAt().isPresent() || pool.onTerm() == OnTerm.KILLS_JOBS;
            return !draining.jobs().isEmpty()
                    && isOnItsWay
                    && draining.proof().isEmpty()
                    && draft.now().isBefore(graceEnds);
        }
        Instant lifeEnds = seat.born().plus(maxLife);
        boolean outOfSight = Capacity.isOutOfSight(world, seat);
        boolean tooOld = !draft.now().isBefore(lifeEnds) && (outOfSight || MustGo.isJustListed(draft, seat));
        boolean works = seat.work() instanceof Work.Busy;
        if (world.breakers().stopping(pool, seat.account()).isPresent()) {
            return works && !tooOld;
        }
        return !tooOld && (works || (world.trust().sees(pool) && !outOfSight) || isPaidFor(seat));
    }

    private boolean isPaidFor(Seat.Listed seat) {
        return !draft.now().plus(ttl(seat)).isAfter(seat.paidUntil(draft.now()));
    }
}
