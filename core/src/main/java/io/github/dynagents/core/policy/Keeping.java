package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Rhythm;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keep or let go. Until paidUntil a machine is free to keep; shortly before comes a go/no-go. Billing by the second is
 * the same rule with a boundary every moment.
 */
final class Keeping {
    /** From the decision until the machine is released, beyond what its mark takes. */
    private static final Duration LEAD = Duration.ofSeconds(25);

    private static final Duration SOONEST_LOOK = Duration.ofSeconds(20);
    private static final Duration LATEST_LOOK = Duration.ofMinutes(5);

    private final Draft draft;
    private final Pool pool;
    private final Capacity capacity;
    private final Rhythm rhythm;
    private final Rhythm.Rates rates;

    private Keeping(Draft draft, Pool pool, Capacity capacity) {
        this.draft = draft;
        this.pool = pool;
        this.capacity = capacity;
        this.rhythm = draft.world().learned().rhythm(pool.name());
        this.rates = rhythm.rates(draft.now());
    }

    static void decide(Draft draft, Pool pool, Capacity capacity) {
        List<Seat.Listed> idle = capacity.idle();
        if (!idle.isEmpty()) {
            new Keeping(draft, pool, capacity).decide(idle);
        }
    }

    /** The youngest goes first: its minimum charge aside, all idle machines are worth the same. */
    private void decide(List<Seat.Listed> idle) {
        int live = capacity.live().size();
        int needed = capacity.needed();
        for (Seat.Listed seat : idle.stream()
                .sorted(Comparator.comparing(Seat::born).reversed())
                .toList()) {
            Instant boundary = seat.paidUntil().minus(lead(seat));
            if (boundary.isAfter(draft.now())) {
                draft.wakeAt(boundary);
            } else if (live > needed && noGo(seat, live - 1)) {
                live--;
            }
        }
    }

    private boolean noGo(Seat.Listed seat, int level) {
        Duration idleFor = idleFor(seat, level);
        BillingTerms terms = seat.price().terms();
        Forecast forecast =
                new Forecast(rates, pool, seat.price(), capacity.expected().bootOfNext(seat.offering()));
        boolean byTheMoment = isByTheMoment(terms);
        double gain = byTheMoment ? forecast.hold(idleFor) : forecast.renew(idleFor, terms.increment());
        if (gain > 0) {
            lookAgain(seat, idleFor, byTheMoment);
            return false;
        }
        Reason reason = Reason.of("work is too unlikely to come")
                .with("idle", idleFor)
                .with("paid until", seat.paidUntil())
                .with("expected gain of keeping it", Money.dollars(gain));
        MustGo.drain(draft, pool, seat, Optional.empty(), reason);
        return true;
    }

    private void lookAgain(Seat.Listed seat, Duration idleFor, boolean byTheMoment) {
        if (byTheMoment) {
            Duration quarter = idleFor.dividedBy(4);
            Duration wait = quarter.compareTo(SOONEST_LOOK) < 0 ? SOONEST_LOOK : quarter;
            draft.wakeAt(draft.now().plus(wait.compareTo(LATEST_LOOK) < 0 ? wait : LATEST_LOOK));
        } else {
            draft.wakeAt(seat.paidUntil().plus(seat.price().terms().increment()).minus(lead(seat)));
        }
    }

    /** For how long the machine has not been needed: as a level of demand, and at least as itself. */
    private Duration idleFor(Seat.Listed seat, int level) {
        Instant since = switch (seat.work()) {
            case Work.Idle idle -> idle.since();
            case Work.Unproven unproven -> unproven.upSince().orElse(draft.now());
            case Work.Busy busy -> draft.now();
            case Work.Draining draining -> draft.now();
        };
        Duration itself = Duration.between(since, draft.now());
        Duration byLevel = rhythm.idleFor(level, draft.now());
        return byLevel.compareTo(itself) > 0 ? byLevel : itself;
    }

    private Duration lead(Seat.Listed seat) {
        if (isByTheMoment(seat.price().terms())) {
            return Duration.ofSeconds(1);
        }
        Capabilities cloud = draft.world().fleet().account(seat.account()).capabilities();
        return LEAD.plus(cloud.markReaches()).plus(WatchdogTimes.USUAL.poll()).plus(cloud.removedWithin());
    }

    /** Whether time is billed in steps so small that planning for their ends gains nothing. */
    static boolean isByTheMoment(BillingTerms terms) {
        return terms.increment().compareTo(Duration.ofMinutes(5)) < 0;
    }
}
