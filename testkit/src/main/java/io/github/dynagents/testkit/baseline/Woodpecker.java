package io.github.dynagents.testkit.baseline;

import io.github.dynagents.core.policy.PoolPlan;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.policy.Sizing;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Work;
import java.time.Duration;
import java.util.List;

/**
 * Woodpecker's autoscaler: every minute it compares the slots that jobs need with those of connected agents, so that it
 * buys again what has not booted yet. Where time is billed by the hour it lets idle machines go in the last minutes of
 * theirs, else after ten idle minutes; an agent that never had a job has been idle for ever.
 */
record Woodpecker(int min, int max) implements Sizing {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration LEAD = Duration.ofMinutes(3);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONG_INCREMENT = Duration.ofMinutes(5);

    @Override
    public void size(PoolPlan plan) {
        if (Rounds.isOne(plan.now(), INTERVAL)) {
            plan(plan);
        }
        plan.wakeAt(Rounds.next(plan.now(), INTERVAL));
    }

    private void plan(PoolPlan plan) {
        int slots = plan.pool().slots();
        int running = plan.running();
        List<Seat> machines = plan.live();
        int boughtInThisRound = (int) machines.stream()
                .filter(machine -> machine.born().equals(plan.now()))
                .count();
        int needed = Math.ceilDiv(plan.waiting().size() + running, slots);
        int have = Math.ceilDiv(plan.freeSlots() + running, slots) + boughtInThisRound;
        int missing = Math.max(needed - have, min - machines.size());
        if (missing > 0) {
            plan.buyCheapest(
                    Math.min(missing, max - machines.size()),
                    Reason.of("jobs need more agents than are connected")
                            .with("needed", needed)
                            .with("connected", have));
        } else {
            plan.idle().stream()
                    .filter(machine -> mayGo(machine, plan))
                    .limit(Math.max(0, Math.min(have - needed, machines.size() - min)))
                    .forEach(machine -> plan.letGo(
                            machine,
                            Reason.of("more agents are connected than jobs need")
                                    .with("needed", needed)
                                    .with("connected", have)));
        }
    }

    private static boolean mayGo(Seat.Listed machine, PoolPlan plan) {
        boolean byTheHour = machine.price().terms().increment().compareTo(LONG_INCREMENT) >= 0;
        return byTheHour
                ? Hour.left(machine, plan.now()).compareTo(LEAD) <= 0
                : machine.work() instanceof Work.Idle idle
                        && (neverWorked(machine, idle, plan)
                                || !idle.since().plus(TIMEOUT).isAfter(plan.now()));
    }

    /** Idle since its boot was over: of what it did then, a server would tell. */
    private static boolean neverWorked(Seat.Listed machine, Work.Idle idle, PoolPlan plan) {
        Duration boot = plan.world().bootTimes().of(machine.offering());
        return !idle.since().isAfter(machine.born().plus(boot));
    }
}
