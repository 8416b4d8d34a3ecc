package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Learned;
import io.github.dynagents.core.world.World;

/** A policy whose world has never learned anything: to see what learning is worth. */
record Unlearned(Policy policy) implements Policy {
    @Override
    public Plan decide(World world) {
        return policy.decide(world.with(Learned.NOTHING));
    }
}
