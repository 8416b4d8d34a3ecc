package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Account;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much may still be bought. Intents and machines on their way out count: they cost money. Changes as it is used. */
final class Room {
    private final Fleet fleet;
    private final World world;
    private final Expectation expected;
    private final Map<String, Integer> byAccount = new TreeMap<>();
    private final Map<String, Integer> byPool = new TreeMap<>();
    private boolean isCounted;
    private int machines;
    private int boughtLately;
    private Money perHour = Money.ZERO;
    private Money worstCase = Money.ZERO;

    private Room(World world, Expectation expected) {
        this.fleet = world.fleet();
        this.world = world;
        this.expected = expected;
    }

    static Room of(World world, Expectation expected) {
        return new Room(world, expected);
    }

    /** What there is already is counted only once somebody wants to know: mostly nothing is to be bought. */
    private void count() {
        if (!isCounted) {
            isCounted = true;
            boughtLately = world.breakers().bought().size();
            worstCase = fleet.limits().worstCase().isPresent() ? Bound.of(world).most() : Money.ZERO;
            for (Seat seat : world.seats().values()) {
                take(seat.account(), seat.pool(), seat.price());
            }
        }
    }

    /** Why one more may not be bought, if it may not. */
    Optional<String> full(Pool pool, Offering offering) {
        String account = offering.id().account();
        Limits limits = fleet.limits();
        Account seller = fleet.account(account);
        if (isUnlimited(pool, seller)) {
            return Optional.empty();
        }
        count();
        if (machines >= limits.machines()) {
            return Optional.of("the limit of " + limits.machines() + " machines is reached");
        }
        if (byPool.getOrDefault(pool.name(), 0) >= pool.machines()) {
            return Optional.of("pool " + pool.name() + "'s limit of " + pool.machines() + " machines is reached");
        }
        if (byAccount.getOrDefault(account, 0) >= seller.limit()) {
            return Optional.of("account " + account + "'s limit of " + seller.limit() + " machines is reached");
        }
        if (boughtLately >= fleet.tolerance().purchases()) {
            return Optional.of(
                    "the limit of " + fleet.tolerance().purchases() + " purchases within an hour is reached");
        }
        return limits.perHour()
                .filter(most -> perHour.plus(offering.perHour()).isMoreThan(most))
                .map(most -> "the limit of " + most + " an hour is reached")
                .or(() -> limits.worstCase().isEmpty() ? Optional.empty() : over(purchase(offering)));
    }

    /** As in a replay: nothing need be counted then. */
    private boolean isUnlimited(Pool pool, Account seller) {
        Limits limits = fleet.limits();
        return limits.machines() == Integer.MAX_VALUE
                && pool.machines() == Integer.MAX_VALUE
                && seller.limit() == Integer.MAX_VALUE
                && !fleet.tolerance().limitsPurchases()
                && limits.perHour().isEmpty()
                && limits.worstCase().isEmpty();
    }

    /** Why the worst case may not rise by so much, if it may not. What has no bound is over any. */
    Optional<String> over(Optional<Money> more) {
        Optional<Money> limit = fleet.limits().worstCase();
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        count();
        if (more.isEmpty()) {
            return Optional.of("its worst case has no bound, and the limit is " + limit.get());
        }
        Money then = worstCase.plus(more.get());
        return then.isMoreThan(limit.get())
                ? Optional.of("the worst case would be " + then + ", over its limit of " + limit.get())
                : Optional.empty();
    }

    private Optional<Money> purchase(Offering offering) {
        return Bound.ofPurchase(world, expected, offering);
    }

    void take(Pool pool, Offering offering) {
        count();
        take(offering.id().account(), pool.name(), Price.of(offering));
        boughtLately++;
        if (fleet.limits().worstCase().isPresent()) {
            reserve(purchase(offering).orElse(Money.ZERO));
        }
        expected.buys(offering);
    }

    void reserve(Money more) {
        count();
        worstCase = worstCase.plus(more);
    }

    private void take(String account, String pool, Price price) {
        machines++;
        byAccount.merge(account, 1, Integer::sum);
        byPool.merge(pool, 1, Integer::sum);
        perHour = perHour.plus(price.perHour());
    }
}
