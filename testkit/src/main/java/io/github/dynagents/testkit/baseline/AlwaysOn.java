package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;

/** So many machines in each pool, day and night. */
record AlwaysOn(int machines) implements Sizing {
    @Override
    public void size(PoolPlan plan) {
        plan.buyCheapest(
                machines - plan.live().size(),
                Reason.of("there are to be so many").with("machines", machines));
    }
}
