package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;

/**
 * One currency, money: a pool says what an hour of a waiting job is worth, and everything follows from it.
 *
 * <p>Read it top to bottom: what is open is settled, what is over leaves; then, pool by pool, what must go is drained,
 * what waits gets machines, what idles is kept or let go; at last the leases are renewed of all that stays.
 */
public final class EconomicPolicy implements Policy {
    @Override
    public Plan decide(World world) {
        Draft draft = new Draft(world);
        Settling.decide(draft);
        Departures.decide(draft);
        Room room = Room.of(world, draft.expected());
        for (Pool pool : world.fleet().pools()) {
            if (world.trust().sees(pool)) {
                Capacity capacity = Capacity.of(world, pool, draft.expected());
                capacity = MustGo.decide(draft, pool, capacity);
                capacity = Growth.decide(draft, pool, capacity, room);
                Keeping.decide(draft, pool, capacity);
            }
        }
        Renewal.decide(draft);
        Telling.decide(draft);
        return draft.plan();
    }
}
