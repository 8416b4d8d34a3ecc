package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts what a replay is about. */
final class ReplayTally {
    private final boolean timeline;
    private final long[] waits;
    private final List<Numbered> lives = new ArrayList<>();
    private final List<ReplayTimeline.Queue> queue = new ArrayList<>();
    private Money cost = Money.ZERO;
    private Duration machineTime = Duration.ZERO;
    private Duration jobTime = Duration.ZERO;
    private int started;
    private int machines;
    private int waiting;

    private record Numbered(int number, ReplayTimeline.Life life) {}

    ReplayTally(int jobs, boolean timeline) {
        this.waits = new long[jobs];
        this.timeline = timeline;
    }

    /** So many more jobs wait. */
    void waiting(Instant now, int more) {
        waiting += more;
        if (timeline) {
            if (!queue.isEmpty() && queue.getLast().at().equals(now)) {
                queue.removeLast();
            }
            queue.add(new ReplayTimeline.Queue(now, waiting));
        }
    }

    void ended(ReplayJob job, Instant now) {
        waits[started++] = job.waited().toMillis();
        jobTime = jobTime.plus(Duration.between(job.started(), now));
    }

    /** The replay ends, and it never came to its turn: it has waited so far. */
    void stillWaiting(ReplayJob job, Instant now) {
        waits[started++] = job.waitedBy(now).toMillis();
    }

    /** The replay ends, and it has not. */
    void stillRunning(ReplayJob job, Instant now) {
        ended(job, now);
    }

    /** Its machine was taken: it has to begin again. */
    void lost(ReplayJob job, Instant now) {
        jobTime = jobTime.plus(Duration.between(job.started(), now));
    }

    /** The machine's bill ends. */
    void gone(ReplayMachine machine, Instant now) {
        machines++;
        cost = cost.plus(machine.cost(now));
        machineTime = machineTime.plus(machine.lived(now));
        if (timeline) {
            ReplayOffering offering = machine.offering();
            lives.add(new Numbered(
                    machine.number(),
                    new ReplayTimeline.Life(
                            machine.pool(),
                            offering.name(),
                            offering.perHour(),
                            offering.terms(),
                            machine.born(),
                            now)));
        }
    }

    ReplayResult result(int unfinished, int slots, Instant end) {
        double slotTime = machineTime.toMillis() * (double) slots;
        return new ReplayResult(
                cost,
                Waits.ofMillis(Arrays.copyOf(waits, started)),
                machineTime,
                machines,
                slotTime > 0 ? jobTime.toMillis() / slotTime : 0,
                unfinished,
                end,
                timeline ? Optional.of(timeline()) : Optional.empty());
    }

    private ReplayTimeline timeline() {
        lives.sort(Comparator.comparingInt(Numbered::number));
        return new ReplayTimeline(lives.stream().map(Numbered::life).toList(), queue);
    }
}
