package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.World;

/** Cuts a plan down to what limits and budgets let through. Pure. */
@FunctionalInterface
public interface Guard {
    Cut allow(World world, Plan plan);
}
