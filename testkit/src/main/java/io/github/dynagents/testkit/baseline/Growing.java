package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;

/** What most rules do when jobs wait. */
final class Growing {
    private Growing() {}

    /** A slot for every job that waits, unless a machine that boots will have one. */
    static void forAllThatWait(PoolPlan plan) {
        int waiting = plan.waiting().size();
        int unserved = waiting - plan.freeSlots() - plan.bootingSlots();
        if (unserved > 0) {
            plan.buyCheapest(
                    Math.ceilDiv(unserved, plan.pool().slots()),
                    Reason.of("jobs wait").with("waiting", waiting));
        }
    }
}
