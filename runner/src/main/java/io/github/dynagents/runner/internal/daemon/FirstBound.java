package io.github.dynagents.runner.internal.daemon;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.lang.System.Logger.Level;

/** Logs the worst case once, as soon as every source has answered or failed. */
final class FirstBound implements Autoscaler.Listener {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.daemon");

    private boolean told;

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        if (!told && Sights.isComplete(world.seen())) {
            told = true;
            WorstCase.of(world).lines().forEach(line -> LOG.log(Level.INFO, line));
        }
    }
}
