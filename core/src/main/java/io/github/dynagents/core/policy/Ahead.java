package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Machines bought ahead of demand: where work is so likely to come that a boot saved is worth more than the price. */
final class Ahead {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private Ahead() {}

    static void decide(PoolPlan plan) {
        if (plan.isWorthWaitingForSellers()) {
            return;
        }
        Rhythm rhythm = plan.world().learned().rhythm(plan.pool().name());
        int live = plan.capacity().live().size();
        boolean hasFloor = !plan.pool().floor().isEmpty();
        boolean mayBeNeeded =
                plan.waiting().isEmpty() && live >= plan.capacity().needed() && rhythm.hasSeen(live + 1);
        boolean nonePays = mayBeNeeded && nonePays(plan, rhythm, live + 1);
        if (mayBeNeeded && !nonePays) {
            plan.wakeAt(plan.now().plus(LOOK_AGAIN));
        }
        if (hasFloor || (mayBeNeeded && (!nonePays || plan.draft().isExplained()))) {
            buy(plan, live + 1);
        }
    }

    /** Which would be best need not be reckoned where none pays; nor need that be asked again while nothing changes. */
    private static boolean nonePays(PoolPlan plan, Rhythm rhythm, int rank) {
        List<Offering> sold = plan.draft().expected().sold().values().stream()
                .filter(plan.pool()::mayBuy)
                .toList();
        if (sold.stream().anyMatch(offering -> plan.forecast(offering).ahead(rank) > 0)) {
            return false;
        }
        sold.forEach(offering -> plan.wakeAt(lookAgain(plan, rhythm, rank, offering)));
        return true;
    }

    /** Bought by the moment, a machine must pay from its boot on, and what comes later does not matter yet. */
    private static Instant lookAgain(PoolPlan plan, Rhythm rhythm, int rank, Offering offering) {
        Instant soon = plan.now().plus(LOOK_AGAIN);
        if (!Keeping.isBoughtByTheMoment(offering.terms())) {
            return soon;
        }
        Instant steady =
                rhythm.steadyUntil(rank, plan.now(), plan.draft().expected().bootOfNext(offering));
        Instant late = plan.now().plus(LONGEST_PAUSE);
        Instant then = steady.isBefore(late) ? steady : late;
        return then.isAfter(soon) ? then : soon;
    }

    private static void buy(PoolPlan plan, int first) {
        Choice choice = plan.choice();
        Optional<Offering> best = choice.next();
        for (int rank = first; best.isPresent(); rank++) {
            Duration boot = plan.capacity().expected().bootOfNext(best.get());
            Optional<Reason> reason = why(plan, best.get(), rank, boot);
            if (reason.isEmpty()) {
                return;
            }
            plan.buy(best.get(), reason.get());
            choice.bought(best.get());
            best = choice.next();
        }
    }

    private static Optional<Reason> why(PoolPlan plan, Offering offering, int rank, Duration boot) {
        Pool pool = plan.pool();
        Instant ready = plan.now().plus(boot);
        Floors.nextChange(pool, ready).ifPresent(change -> plan.wakeAt(change.minus(boot)));
        int floor = Floors.at(pool, ready);
        if (rank <= floor) {
            return Optional.of(Reason.of("the pool's floor, when it has booted, is " + floor
                            + (floor == 1 ? " machine" : " machines"))
                    .with("machine", rank)
                    .with("boots in", boot)
                    .with("price an hour", offering.perHour()));
        }
        if (!plan.waiting().isEmpty()) {
            return Optional.empty(); // growth has bought what they need
        }
        double gain = plan.forecast(offering).ahead(rank);
        if (gain > 0) {
            return Optional.of(
                    because("work is likely to come", rank, boot, gain).with("price an hour", offering.perHour()));
        }
        plan.draft()
                .consider(() -> Considered.rejected(
                        pool.name(),
                        "buy " + offering.id() + " ahead of demand",
                        because("work is too unlikely to come", rank, boot, gain)));
        return Optional.empty();
    }

    private static Reason because(String words, int rank, Duration boot, double gain) {
        return Reason.of(words)
                .with("machine", rank)
                .with("boots in", boot)
                .with("expected gain of having it", Money.dollars(gain));
    }
}
