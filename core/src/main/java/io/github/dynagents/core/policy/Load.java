package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.List;

/**
 * The work that one more machine would get: so many jobs at once, and so many times over.
 *
 * @param slots jobs at once
 * @param each how long such jobs take, on a machine of usual speed
 * @param rounds how often: more than once only where the queue is longer than all machines that may be bought, and at most
 *     what fits in a machine's life
 */
record Load(int slots, Duration each, int rounds) {
    /** So many jobs show well enough how long the waiting ones take. */
    private static final int LOOKED_AT = 64;

    /** Of a pool in which these jobs wait; of usual ones, if none does. */
    static Load of(World world, Pool pool, Expectation expected, List<Job> waiting) {
        List<Job> first = waiting.subList(0, Math.min(waiting.size(), Math.max(LOOKED_AT, pool.slots())));
        Duration each = first.isEmpty()
                ? expected.anyDuration()
                : first.stream()
                        .map(expected::duration)
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(first.size());
        int machinesFull = Math.ceilDiv(waiting.size(), pool.slots());
        long left = Math.min(
                pool.machines() - world.seatsOf(pool).count(),
                world.fleet().limits().machines() - (long) world.seats().size());
        long rounds = Math.ceilDiv(machinesFull, Math.max(1, left));
        long inALife = world.fleet().safety().maxLife().toSeconds() / Math.max(1, each.toSeconds());
        return new Load(pool.slots(), each, (int) Math.max(1, Math.min(rounds, inALife)));
    }

    /** For how long a machine of that speed works at one round. */
    double hours(double speed) {
        return each.toMillis() / 3.6e6 / speed;
    }
}
