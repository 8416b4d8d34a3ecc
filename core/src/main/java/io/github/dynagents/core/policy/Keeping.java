package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
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

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMinutes(5);

    private final PoolPlan plan;
    private final Draft draft;
    private final Pool pool;
    private final Capacity capacity;
    private Optional<Valued> last = Optional.empty();

    /** What a machine is worth: it depends on these alone, and most machines of a pool are alike. */
    private record Valued(int rank, Price price, Duration boot, double gain) {
        boolean isOf(int otherRank, Price otherPrice, Duration otherBoot) {
            return rank == otherRank && price.equals(otherPrice) && boot.equals(otherBoot);
        }
    }

    private Keeping(PoolPlan plan) {
        this.plan = plan;
        this.draft = plan.draft();
        this.pool = plan.pool();
        this.capacity = plan.capacity();
    }

    static void decide(PoolPlan plan) {
        List<Seat.Listed> idle = plan.capacity().idle();
        if (!idle.isEmpty()) {
            new Keeping(plan).decide(idle);
        }
    }

    /** The youngest goes first: its minimum charge aside, all idle machines are worth the same. */
    private void decide(List<Seat.Listed> idle) {
        int live = capacity.live().size();
        int needed = Math.max(capacity.needed(), floor(idle.get(0)));
        for (Seat.Listed seat : idle.stream()
                .sorted(Comparator.comparing(Seat::born).reversed())
                .toList()) {
            Instant boundary = seat.paidUntil(draft.now()).minus(lead(seat));
            if (boundary.isAfter(draft.now())) {
                draft.wakeAt(boundary);
            } else if (live > needed && noGo(seat, live)) {
                live--;
            }
        }
    }

    /** Of now, and of soon: what is bought for a floor is not let go before that begins, however fast it has booted. */
    private int floor(Seat.Listed seat) {
        Floors.nextChange(pool, draft.now()).ifPresent(draft::wakeAt);
        Duration boot = capacity.expected().bootOfNext(seat.offering());
        Instant soon = draft.now().plus(boot.compareTo(SOON) > 0 ? boot : SOON);
        return Math.max(Floors.at(pool, draft.now()), Floors.at(pool, soon));
    }

    private boolean noGo(Seat.Listed seat, int rank) {
        double gain = gain(rank, seat.price(), capacity.expected().bootOfNext(seat.offering()));
        if (gain > 0) {
            draft.consider(() -> Considered.rejected(
                    pool.name(),
                    "let go " + seat.name(),
                    Reason.of("work may well come")
                            .with("machine", rank)
                            .with("idle", idleFor(seat))
                            .with("expected gain of keeping it", Money.dollars(gain))));
            draft.wakeAt(
                    isByTheMoment(seat.price().terms())
                            ? draft.now().plus(LOOK_AGAIN)
                            : seat.paidUntil(draft.now())
                                    .plus(seat.price().terms().increment())
                                    .minus(lead(seat)));
            return false;
        }
        Reason reason = Reason.of("work is too unlikely to come")
                .with("idle", idleFor(seat))
                .with("paid until", seat.paidUntil(draft.now()))
                .with("expected gain of keeping it", Money.dollars(gain));
        MustGo.drain(draft, pool, seat, Optional.empty(), reason);
        return true;
    }

    private double gain(int rank, Price price, Duration boot) {
        Valued valued = last.filter(one -> one.isOf(rank, price, boot)).orElseGet(() -> value(rank, price, boot));
        last = Optional.of(valued);
        return valued.gain();
    }

    private Valued value(int rank, Price price, Duration boot) {
        return new Valued(rank, price, boot, plan.forecast(price, boot).keep(rank));
    }

    private Duration idleFor(Seat.Listed seat) {
        Instant since = switch (seat.work()) {
            case Work.Idle idle -> idle.since();
            case Work.Unproven unproven -> unproven.upSince().orElse(draft.now());
            case Work.Busy busy -> draft.now();
            case Work.Draining draining -> draft.now();
        };
        return Duration.between(since, draft.now());
    }

    private Duration lead(Seat.Listed seat) {
        if (isByTheMoment(seat.price().terms())) {
            return Duration.ofSeconds(1);
        }
        Capabilities cloud = draft.world().fleet().account(seat.account()).capabilities();
        return LEAD.plus(cloud.markReaches()).plus(WatchdogTimes.USUAL.poll()).plus(cloud.removedWithin());
    }

    /** Whether so little is paid for at once that planning for the rest of it gains nothing: no long minimum either. */
    static boolean isBoughtByTheMoment(BillingTerms terms) {
        return isByTheMoment(terms) && isByTheMoment(new BillingTerms(terms.billed(Duration.ZERO), Duration.ZERO));
    }

    /** Whether time is billed in steps so small that planning for their ends gains nothing. */
    static boolean isByTheMoment(BillingTerms terms) {
        return terms.increment().compareTo(Duration.ofMinutes(5)) < 0;
    }
}
