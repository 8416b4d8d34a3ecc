package io.github.dynagents.core;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.World;
import java.util.List;

/** Takes a run's inputs one after the other, and decides upon them again: from the same start, the same. */
public final class Replay {
    private final Policy policy;
    private final Guard guard;
    private World world;

    /** @param start what was believed before anything was seen */
    public Replay(World start, Policy policy, Guard guard) {
        this.world = start;
        this.policy = policy;
        this.guard = guard;
    }

    /** What is believed now. */
    public World world() {
        return world;
    }

    /** Takes what came in. */
    public void see(Observation seen, List<Outcome> outcomes) {
        world = world.next(seen, outcomes);
    }

    /** Decides upon all that came in so far. */
    public Recording.Step.Decided decide() {
        Plan plan = policy.decide(world);
        Cut cut = guard.allow(world, plan);
        return new Recording.Step.Decided(plan, cut);
    }
}
