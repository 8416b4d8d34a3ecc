package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.world.Pool;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Lays the waiting jobs on slots, first come first served, to see what so many new machines would cost: their paid
 * time, less what its unused rest is worth to later jobs, and the jobs' waiting.
 */
final class Schedule {
    /** So many counts of machines are tried at first, evenly apart; then ever closer ones around the best. */
    private static final int TRIED_AT_FIRST = 12;

    private final Pool pool;
    private final Offering offering;
    private final double[] free;
    private final double[] durations;
    private final double[] boots;
    private final double[] worthOfRest;
    private final SortedMap<Integer, Outcome> tried = new TreeMap<>();

    /**
     * What so many new machines come to.
     *
     * @param machines new ones
     * @param waited by all jobs together
     * @param cost dollars, the waiting included
     */
    record Outcome(int machines, Duration waited, double cost) {}

    /**
     * Prepares to lay these jobs.
     *
     * @param slots from now until each is free, of those that there are or will be
     * @param boots of new machines, as many as there can be
     * @param worthOfRest what a dollar of each one's unused paid time is worth to later jobs; beyond 1, buying it pays by itself
     */
    Schedule(
            Pool pool,
            Offering offering,
            Expectation expected,
            List<Duration> slots,
            List<Job> waiting,
            List<Duration> boots,
            double[] worthOfRest) {
        this.pool = pool;
        this.offering = offering;
        this.free = slots.stream()
                .sorted()
                .limit(waiting.size()) // none of these jobs comes to a later one
                .mapToDouble(Schedule::seconds)
                .toArray();
        this.durations = waiting.stream()
                .mapToDouble(job -> seconds(expected.duration(job)) / offering.speed())
                .toArray();
        this.boots = boots.stream().mapToDouble(Schedule::seconds).toArray();
        this.worthOfRest = worthOfRest.clone();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** What costs least, the waiting counted; the fewest of equals, and one if nothing else serves. */
    Outcome best() {
        int fewest = free.length == 0 ? 1 : 0;
        int step = Math.max(1, Math.ceilDiv(boots.length - fewest, TRIED_AT_FIRST));
        Outcome best = of(fewest);
        for (int machines = fewest + step; machines < boots.length + step; machines += step) {
            best = better(best, of(Math.min(machines, boots.length)));
        }
        while (step > 1) {
            step = step / 2;
            Outcome middle = best;
            best = better(best, of(Math.max(fewest, middle.machines() - step)));
            best = better(best, of(Math.min(boots.length, middle.machines() + step)));
        }
        return best;
    }

    private static Outcome better(Outcome one, Outcome other) {
        boolean isCheaper = other.cost() < one.cost() - 1e-9;
        boolean isFewer = other.cost() <= one.cost() + 1e-9 && other.machines() < one.machines();
        return isCheaper || isFewer ? other : one;
    }

    /** What so many new machines would come to. */
    Outcome of(int machines) {
        return tried.computeIfAbsent(machines, this::lay);
    }

    /** One machine less and one more, as far as there can be. */
    List<Outcome> around(Outcome best) {
        return IntStream.of(best.machines() - 1, best.machines() + 1)
                .filter(machines -> machines >= (free.length == 0 ? 1 : 0) && machines <= boots.length)
                .mapToObj(this::of)
                .toList();
    }

    private record Slot(double freeAt, int machine) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byTime = Double.compare(freeAt, other.freeAt);
            return byTime != 0 ? byTime : Integer.compare(machine, other.machine);
        }
    }

    private Outcome lay(int machines) {
        PriorityQueue<Slot> slots = new PriorityQueue<>();
        for (double at : free) {
            slots.add(new Slot(at, -1));
        }
        double[] usedUntil = new double[machines];
        for (int machine = 0; machine < machines; machine++) {
            usedUntil[machine] = boots[machine];
            for (int i = 0; i < pool.slots(); i++) {
                slots.add(new Slot(boots[machine], machine));
            }
        }
        double waited = 0;
        for (double duration : durations) {
            Slot slot = slots.remove();
            waited += slot.freeAt();
            double end = slot.freeAt() + duration;
            if (slot.machine() >= 0) {
                usedUntil[slot.machine()] = Math.max(usedUntil[slot.machine()], end);
            }
            slots.add(new Slot(end, slot.machine()));
        }
        double paid = 0;
        for (int machine = 0; machine < machines; machine++) {
            paid += paidSeconds(usedUntil[machine], worthOfRest[machine]);
        }
        double dollars =
                (waited * pool.worth().inDollars() + paid * offering.perHour().inDollars()) / 3600;
        return new Outcome(machines, Duration.ofMillis((long) (waited * 1e3)), dollars);
    }

    private double paidSeconds(double used, double worth) {
        double billed = Cost.billedHours(offering.terms(), used / 3600) * 3600;
        return used + (billed - used) * (1 - worth);
    }
}
