package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.core.world.Seat;
import java.time.Duration;

/** Buys for every job that waits, and lets an idle machine go just before its next hour begins. */
record KeepToTheBoundary() implements Sizing {
    private static final Duration LEAD = Duration.ofSeconds(30);

    @Override
    public void size(PoolPlan plan) {
        Growing.forAllThatWait(plan);
        for (Seat.Listed machine : plan.idle()) {
            if (Hour.isTimeToLook(machine, plan.now(), LEAD)) {
                plan.letGo(machine, Reason.of("its next hour is about to begin"));
            } else {
                plan.wakeAt(Hour.nextWithLeft(machine, plan.now(), LEAD));
            }
        }
    }
}
