package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.core.world.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The planner of drone/autoscaler: at every interval it compares the jobs that wait with the slots that are free, those
 * of machines that boot included, and stops idle machines that are 55 minutes old, the newest first.
 */
record Drone(int min, int max, Duration interval) implements Sizing {
    private static final Duration YOUNGEST = Duration.ofMinutes(55);

    @Override
    public void size(PoolPlan plan) {
        if (Rounds.isOne(plan.now(), interval)) {
            plan(plan);
        }
        plan.wakeAt(Rounds.next(plan.now(), interval));
    }

    private void plan(PoolPlan plan) {
        List<Seat> machines = plan.live();
        int slots = plan.pool().slots();
        int free = machines.size() * slots - plan.running();
        int missing = Math.ceilDiv(plan.waiting().size() - free, slots);
        if (missing > 0) {
            plan.buyCheapest(
                    Math.min(missing, max - machines.size()),
                    Reason.of("more jobs wait than slots are free")
                            .with("waiting", plan.waiting().size())
                            .with("free", free));
        } else {
            int leaving = Math.min(-missing, machines.size() - min);
            List<Seat.Listed> idle = plan.idle().reversed().stream()
                    .filter(machine -> isOldEnough(machine, plan.now()))
                    .toList();
            idle.stream()
                    .limit(Math.max(0, leaving))
                    .forEach(machine -> plan.letGo(
                            machine,
                            Reason.of("more slots are free than jobs wait").with("free", free)));
        }
    }

    private static boolean isOldEnough(Seat machine, Instant now) {
        return !machine.born().plus(YOUNGEST).isAfter(now);
    }
}
