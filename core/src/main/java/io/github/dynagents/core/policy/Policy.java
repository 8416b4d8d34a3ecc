package io.github.dynagents.core.policy;

import io.github.dynagents.core.world.World;

/** Decides. Pure, total and deterministic: the same world gives the same plan, whatever the world. */
@FunctionalInterface
public interface Policy {
    Plan decide(World world);
}
