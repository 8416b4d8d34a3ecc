package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;

/**
 * The frame of a policy, around whatever rule sizes the pools.
 *
 * <p>Read it top to bottom: what is open is settled, what is over leaves; then, pool by pool, what must go is drained
 * and the rule is asked for the rest; at last the leases are renewed of all that stays. A pool whose jobs cannot be seen
 * is left as it is.
 */
public final class SizedPolicy implements Policy {
    private final Sizing sizing;
    private final boolean isExplained;

    public SizedPolicy(Sizing sizing) {
        this(sizing, false);
    }

    private SizedPolicy(Sizing sizing, boolean isExplained) {
        this.sizing = sizing;
        this.isExplained = isExplained;
    }

    /** Decides the same, and tells in {@link Plan#considered()} what it weighed. */
    public static SizedPolicy explained(Sizing sizing) {
        return new SizedPolicy(sizing, true);
    }

    @Override
    public Plan decide(World world) {
        Draft draft = new Draft(world, isExplained);
        Settling.decide(draft);
        Departures.decide(draft);
        Room room = Room.of(world, draft.expected());
        for (Pool pool : world.fleet().pools()) {
            if (world.trust().sees(pool)) {
                Capacity capacity = MustGo.decide(draft, pool, Capacity.of(world, pool, draft.expected()));
                sizing.size(new PoolPlan(draft, pool, capacity, room));
            }
        }
        Renewal.decide(draft);
        Telling.decide(draft);
        return draft.plan();
    }
}
