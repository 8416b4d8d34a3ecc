package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.World;

/** A policy whose world has never learned anything: to see what learning is worth. */
record Unlearned(Policy policy) implements Policy {
    @Override
    public Plan decide(World world) {
        return policy.decide(new World(
                world.fleet(),
                world.now(),
                world.seats(),
                world.demand(),
                world.withheld(),
                world.strangers(),
                world.lost(),
                world.restarted(),
                world.toRevoke(),
                world.gone(),
                world.firstLists(),
                World.start(world.fleet(), world.now()).learned(),
                world.turns(),
                world.trust(),
                world.breakers(),
                world.seen(),
                world.sold()));
    }
}
