package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;

/**
 * One tick of a recording, decided once more.
 *
 * @param isAsRecorded whether the recorded daemon has decided just that; it need not have if it was another version
 */
public record Tick(World world, Plan plan, Cut cut, boolean isAsRecorded) {}
