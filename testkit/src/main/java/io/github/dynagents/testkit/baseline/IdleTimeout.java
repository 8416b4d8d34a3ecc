package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Duration;
import java.time.Instant;

/** Buys for every job that waits, and lets a machine go that has been idle for so long. */
record IdleTimeout(Duration timeout) implements Sizing {
    @Override
    public void size(PoolPlan plan) {
        Growing.forAllThatWait(plan);
        for (Seat.Listed machine : plan.idle()) {
            if (machine.work() instanceof Work.Idle idle) {
                Instant end = idle.since().plus(timeout);
                if (end.isAfter(plan.now())) {
                    plan.wakeAt(end);
                } else {
                    plan.letGo(
                            machine, Reason.of("it has been idle for too long").with("idle", timeout));
                }
            }
        }
    }
}
