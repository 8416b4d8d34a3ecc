package io.github.dynagents.core;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.Fleet;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps everything that a run's worlds were made of, and what was decided. Replayed, it makes the same decisions, bit
 * for bit: a run that went wrong can be looked at again, or with another policy.
 */
public final class Recording implements Autoscaler.Listener {
    private final List<Step> steps = new ArrayList<>();

    /** What happened: something was believed, or decided. */
    public sealed interface Step {
        /** What came in. */
        record Seen(Observation seen, List<Outcome> outcomes) implements Step {}

        /** What was decided upon it. */
        record Decided(Plan plan, Cut cut) implements Step {}
    }

    @Override
    public void observed(Observation seen, List<Outcome> outcomes) {
        steps.add(new Step.Seen(seen, List.copyOf(outcomes)));
    }

    @Override
    public void decided(World world, Plan plan, Cut cut) {
        steps.add(new Step.Decided(plan, cut));
    }

    /** All steps so far. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Runs the same inputs through a policy and a guard, from the same start. */
    public List<Step> replay(Fleet fleet, Instant start, Policy policy, Guard guard) {
        Replay replay = new Replay(World.start(fleet, start), policy, guard);
        List<Step> again = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Seen seen -> {
                    replay.see(seen.seen(), seen.outcomes());
                    again.add(seen);
                }
                case Step.Decided decided -> again.add(replay.decide());
            }
        }
        return again;
    }
}
