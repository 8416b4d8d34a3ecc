package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Price;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lays the waiting jobs on slots, first come first served, to see what so many new machines would cost: their paid
 * time, less what its unused rest is worth to later jobs, and the jobs' waiting.
 */
final class Schedule {
    private final Pool pool;
    private final Offering offering;
    private final List<Double> free;
    private final List<Double> durations;
    private final List<Double> boots;
    private final double worthOfRest;

    /**
     * Prepares to lay these jobs.
     *
     * @param slots from now until each is free, of those that there are or will be
     * @param most new machines
     */
    Schedule(
            World world,
            Pool pool,
            Expectation expected,
            List<Duration> slots,
            List<Job> waiting,
            Offering offering,
            int most) {
        this.pool = pool;
        this.offering = offering;
        this.free = slots.stream()
                .sorted()
                .limit(waiting.size()) // none of these jobs comes to a later one
                .map(Schedule::seconds)
                .toList();
        this.durations = waiting.stream()
                .map(job -> seconds(expected.duration(job)) / offering.speed())
                .toList();
        this.boots = expected.bootsOfNext(offering, most).stream()
                .map(Schedule::seconds)
                .toList();
        this.worthOfRest = Keeping.isByTheMoment(offering.terms()) ? 0 : worthOfRest(world, expected);
    }

    private double worthOfRest(World world, Expectation expected) {
        return new Forecast(
                        world.learned().rhythm(pool.name()).rates(world.now()),
                        pool,
                        Price.of(offering),
                        expected.bootOfNext(offering))
                .worthOfRest(offering.terms().increment());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** How many new machines cost least, the waiting counted; the fewest of equals, and one if nothing else serves. */
    int best() {
        int best = free.isEmpty() ? 1 : 0;
        double least = Double.POSITIVE_INFINITY;
        for (int count = best; count <= boots.size(); count++) {
            double cost = cost(count);
            if (cost < least - 1e-9) {
                least = cost;
                best = count;
            }
        }
        return best;
    }

    private record Slot(double freeAt, int machine) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byTime = Double.compare(freeAt, other.freeAt);
            return byTime != 0 ? byTime : Integer.compare(machine, other.machine);
        }
    }

    private double cost(int machines) {
        PriorityQueue<Slot> slots = new PriorityQueue<>();
        free.forEach(at -> slots.add(new Slot(at, -1)));
        List<Double> usedUntil = new ArrayList<>();
        for (int machine = 0; machine < machines; machine++) {
            double boot = boots.get(machine);
            usedUntil.add(boot);
            for (int i = 0; i < pool.slots(); i++) {
                slots.add(new Slot(boot, machine));
            }
        }
        double waited = 0;
        for (double duration : durations) {
            Slot slot = slots.remove();
            waited += slot.freeAt();
            double end = slot.freeAt() + duration;
            if (slot.machine() >= 0) {
                usedUntil.set(slot.machine(), Math.max(usedUntil.get(slot.machine()), end));
            }
            slots.add(new Slot(end, slot.machine()));
        }
        double paid = usedUntil.stream().mapToDouble(this::paidSeconds).sum();
        return (waited * pool.worth().inDollars() + paid * offering.perHour().inDollars()) / 3600;
    }

    private double paidSeconds(double used) {
        double billed = seconds(offering.terms().billed(Duration.ofMillis((long) (used * 1e3))));
        return used + (billed - used) * (1 - worthOfRest);
    }
}
