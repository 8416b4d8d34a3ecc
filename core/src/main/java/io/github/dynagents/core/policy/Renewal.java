package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;

/**
 * Moves the marks of all that stays, well before their leases run out. While a CI server is unknown, for a while only,
 * and of idle machines not beyond the time that is paid.
 */
final class Renewal {
    private static final int PARTS = 3;
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final Draft draft;
    private final World world;

    private Renewal(Draft draft) {
        this.draft = draft;
        this.world = draft.world();
    }

    static void decide(Draft draft) {
        Renewal renewal = new Renewal(draft);
        for (Pool pool : draft.world().fleet().pools()) {
            for (Seat.Listed seat : draft.world().listed(pool)) {
                renewal.decide(pool, seat);
            }
        }
    }

    private void decide(Pool pool, Seat.Listed seat) {
        boolean live = world.fleet().account(seat.account()).capabilities().leases() == LeaseChannel.LIVE;
        if (!live || !world.trust().mayRenew(pool, world.fleet().safety(), draft.now()) || !stays(pool, seat)) {
            return;
        }
        Instant due = due(seat);
        if (due.isAfter(draft.now())) {
            draft.wakeAt(due);
            return;
        }
        Money atMost = Bound.ofRenewal(world, draft.expected(), seat).orElse(Money.ZERO);
        draft.add(new Decision.Renew(
                seat.name(),
                MustGo.lease(draft, isTold(seat)),
                atMost,
                Reason.of("its lease was last moved some time ago")
                        .with("moved before", Duration.between(seat.mark().sentAt(), draft.now()))));
    }

    /** A cordoned machine whose agent SIGTERM kills is told only once it has no more jobs. */
    private static boolean isTold(Seat.Listed seat) {
        return seat.work() instanceof Work.Draining draining
                && draining.toldAt().isPresent();
    }

    private Instant due(Seat.Listed seat) {
        Seat.Mark mark = seat.mark();
        if (mark.underWay()) {
            return mark.lastMark();
        }
        if (mark.tries() == 0) {
            Duration ttl = mark.lease().ttl();
            return mark.sentAt().plus(ttl.dividedBy(PARTS));
        }
        Duration retry = Duration.ofSeconds(2L << Math.min(mark.tries(), 6));
        return mark.lastMark().plus(retry.compareTo(LONGEST_RETRY) < 0 ? retry : LONGEST_RETRY);
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
        Instant lifeEnds = seat.born().plus(world.fleet().safety().maxLife());
        boolean outOfSight = Capacity.isOutOfSight(world, seat);
        boolean tooOld = !draft.now().isBefore(lifeEnds) && (outOfSight || MustGo.isJustListed(draft, seat));
        boolean isPaidFor = !draft.now().plus(world.fleet().safety().lease()).isAfter(seat.paidUntil());
        boolean works = seat.work() instanceof Work.Busy;
        if (world.breakers().stopping(pool, seat.account()).isPresent()) {
            return works && !tooOld;
        }
        return !tooOld && (works || isPaidFor || (world.trust().sees(pool) && !outOfSight));
    }
}
