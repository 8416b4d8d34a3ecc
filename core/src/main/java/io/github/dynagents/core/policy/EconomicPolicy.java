package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.World;

/**
 * One currency, money: a pool says what an hour of a waiting job is worth, and everything follows from it.
 *
 * <p>What is done in every tick, {@link SizedPolicy} shows; of a pool's machines, what waits gets machines, what idles
 * is kept or let go, and some are bought before they are needed.
 */
public final class EconomicPolicy implements Policy {
    private final Policy frame;

    public EconomicPolicy() {
        this(new SizedPolicy(EconomicPolicy::size));
    }

    private EconomicPolicy(Policy frame) {
        this.frame = frame;
    }

    /** Decides the same, and tells in {@link Plan#considered()} what it weighed. */
    public static EconomicPolicy explained() {
        return new EconomicPolicy(SizedPolicy.explained(EconomicPolicy::size));
    }

    @Override
    public Plan decide(World world) {
        return frame.decide(world);
    }

    private static void size(PoolPlan plan) {
        Growth.decide(plan);
        Obstacles.tell(plan.draft(), plan.pool(), plan.room());
        Keeping.decide(plan);
        Ahead.decide(plan);
    }
}
