package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;

/** Buys a machine when a job comes; the machine ends with it, and what is seen to be idle has ended. */
record OneMachinePerJob() implements Sizing {
    @Override
    public void size(PoolPlan plan) {
        int waiting = plan.waiting().size();
        plan.buyCheapest(waiting - plan.bootingSlots(), Reason.of("jobs wait").with("waiting", waiting));
        plan.idle().forEach(machine -> plan.letGo(machine, Reason.of("it has had its job")));
    }
}
