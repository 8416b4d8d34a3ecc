package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
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
    private final Map<String, Integer> byAccount = new TreeMap<>();
    private final Map<String, Integer> byPool = new TreeMap<>();
    private int machines;
    private Money perHour = Money.ZERO;

    private Room(Fleet fleet) {
        this.fleet = fleet;
    }

    static Room of(World world) {
        Room room = new Room(world.fleet());
        for (Seat seat : world.seats().values()) {
            room.take(seat.account(), seat.pool(), seat.price());
        }
        return room;
    }

    /** Why one more of that price may not be bought, if it may not. */
    Optional<String> full(String account, Pool pool, Price price) {
        Limits limits = fleet.limits();
        Account seller = fleet.account(account);
        if (machines >= limits.machines()) {
            return Optional.of("the limit of " + limits.machines() + " machines is reached");
        }
        if (byPool.getOrDefault(pool.name(), 0) >= pool.machines()) {
            return Optional.of("pool " + pool.name() + "'s limit of " + pool.machines() + " machines is reached");
        }
        if (byAccount.getOrDefault(account, 0) >= seller.limit()) {
            return Optional.of("account " + account + "'s limit of " + seller.limit() + " machines is reached");
        }
        return limits.perHour()
                .filter(most -> perHour.plus(price.perHour()).isMoreThan(most))
                .map(most -> "the limit of " + most + " an hour is reached");
    }

    void take(String account, String pool, Price price) {
        machines++;
        byAccount.merge(account, 1, Integer::sum);
        byPool.merge(pool, 1, Integer::sum);
        perHour = perHour.plus(price.perHour());
    }
}
