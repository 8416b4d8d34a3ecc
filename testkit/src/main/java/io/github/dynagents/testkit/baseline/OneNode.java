package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.core.world.Seat;
import java.time.Duration;

/**
 * One machine at most, looked at every minute: started when jobs wait and there is none, stopped in the last two minutes
 * of its hour when there is nothing to do, or at five hours whatever it runs.
 */
record OneNode() implements Sizing {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration LEAD = Duration.ofMinutes(2);
    private static final Duration OLDEST = Duration.ofHours(5);

    @Override
    public void size(PoolPlan plan) {
        if (Rounds.isOne(plan.now(), INTERVAL)) {
            plan(plan);
        }
        plan.wakeAt(Rounds.next(plan.now(), INTERVAL));
    }

    private static void plan(PoolPlan plan) {
        if (!plan.waiting().isEmpty() && plan.live().isEmpty()) {
            plan.buyCheapest(
                    1, Reason.of("jobs wait").with("waiting", plan.waiting().size()));
        }
        for (Seat seat : plan.live()) {
            if (seat instanceof Seat.Listed machine) {
                look(plan, machine);
            }
        }
    }

    private static void look(PoolPlan plan, Seat.Listed machine) {
        boolean nothingToDo = plan.waiting().isEmpty() && machine.work().jobs().isEmpty();
        if (!plan.now().isBefore(machine.born().plus(OLDEST))) {
            plan.release(machine, Reason.of("it is five hours old"));
        } else if (nothingToDo && Hour.left(machine, plan.now()).compareTo(LEAD) <= 0) {
            plan.letGo(machine, Reason.of("its next hour is about to begin, and there is nothing to do"));
        }
    }
}
