package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * What really happens in a replay, where nothing goes wrong: jobs go, first come first served, to the oldest machine
 * with a free slot; a machine is connected when its boot is over, and its bill ends at the instant at which it is told
 * to go, or its last job ends after that.
 */
final class ReplayTruth {
    private final VirtualTime time;
    private final ReplaySetting setting;
    private final SortedMap<String, ReplayPool> pools;
    private final RandomGenerator random;
    private final Map<MachineName, ReplayMachine> alive = new LinkedHashMap<>();
    private final ReplayTally tally;
    private final List<FinishedJob> finished = new ArrayList<>();
    private Runnable wake = () -> {};
    private Runnable idleness = () -> {};
    private Runnable note = () -> {};
    private long changes;
    private long machineChanges;
    private int submitted;
    private int ended;
    private int bought;

    ReplayTruth(VirtualTime time, ReplaySetting setting, SortedMap<String, ReplayPool> pools, int jobs) {
        this.time = time;
        this.setting = setting;
        this.pools = pools;
        this.random = time.randomFor("boots");
        this.tally = new ReplayTally(jobs, setting.timeline());
    }

    /** Calls back when a job must wait, or an agent connects or is gone. */
    void onNews(Runnable wake) {
        this.wake = wake;
    }

    /** Calls back when a machine begins or ceases to be idle. */
    void onIdleness(Runnable idleness) {
        this.idleness = idleness;
    }

    /** Calls back when a job has come or ended that is no news: what need not be known at once. */
    void onChange(Runnable note) {
        this.note = note;
    }

    Collection<ReplayMachine> machines() {
        return alive.values();
    }

    Collection<ReplayPool> pools() {
        return pools.values();
    }

    /** Rises with all that the CI server's queue shows. */
    long changes() {
        return changes;
    }

    /** Rises with all that the cloud's list shows. */
    long machineChanges() {
        return machineChanges;
    }

    int unfinished() {
        return submitted - ended;
    }

    /** Jobs that have ended since this was last asked for. */
    List<FinishedJob> takeFinished() {
        List<FinishedJob> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    void submit(Work work, ReplayPool pool) {
        ReplayJob job =
                new ReplayJob(new JobId(IdealServer.NAME, Integer.toString(submitted++)), work, pool.names(), now());
        changes++;
        note.run();
        if (pool.hasFreeSlot()) {
            start(job, pool.oldestFree(), pool);
        } else {
            pool.waiting().add(job);
            tally.waiting(now(), 1);
            wake.run();
        }
    }

    ReplayMachine buy(Purchase purchase, ReplayOffering offering) {
        ReplayMachine known = alive.get(purchase.name());
        if (known != null) {
            return known;
        }
        ReplayMachine machine = new ReplayMachine(++bought, purchase, offering, setting.slots(), now());
        alive.put(machine.name(), machine);
        machineChanges++;
        time.after(offering.boot().draw(random), () -> connect(machine));
        return machine;
    }

    private void connect(ReplayMachine machine) {
        if (machine.isGone()) {
            return;
        }
        ReplayPool pool = poolOf(machine);
        machine.connect();
        changes++;
        machineChanges++;
        pool.note(machine);
        serve(pool);
        wake.run();
    }

    private void serve(ReplayPool pool) {
        while (!pool.waiting().isEmpty() && pool.hasFreeSlot()) {
            tally.waiting(now(), -1);
            start(pool.waiting().remove(), pool.oldestFree(), pool);
        }
    }

    private void start(ReplayJob job, ReplayMachine machine, ReplayPool pool) {
        boolean wasIdle = machine.jobs().isEmpty();
        job.start(now());
        machine.jobs().add(job);
        if (setting.endsWithItsJob()) {
            machine.drain();
        }
        pool.note(machine);
        time.after(machine.offering().timeFor(job.work()), () -> end(job, machine, pool));
        if (wasIdle) {
            idleness.run();
        }
    }

    private void end(ReplayJob job, ReplayMachine machine, ReplayPool pool) {
        if (!machine.jobs().remove(job)) {
            return; // its machine was taken before
        }
        ended++;
        changes++;
        note.run();
        tally.ended(job, now());
        finished.add(job.finished(now(), machine.name().value()));
        if (pool.isLastEnded()) {
            endBills(pool);
        }
        if (machine.isDraining() && machine.jobs().isEmpty()) {
            gone(machine);
            return;
        }
        pool.note(machine);
        serve(pool);
        if (machine.jobs().isEmpty()) {
            idleness.run();
        }
    }

    /** It takes no more jobs, and goes with its last one. */
    void drain(MachineName name) {
        ReplayMachine machine = alive.get(name);
        if (machine == null) {
            return;
        }
        machine.drain();
        poolOf(machine).note(machine);
        if (machine.jobs().isEmpty()) {
            gone(machine);
        }
    }

    /** It goes at once; what it ran has to begin anew. */
    void release(MachineName name) {
        ReplayMachine machine = alive.get(name);
        if (machine != null) {
            ReplayPool pool = poolOf(machine);
            List<ReplayJob> lost = List.copyOf(machine.jobs());
            machine.jobs().clear();
            lost.forEach(job -> tally.lost(job, now()));
            gone(machine);
            for (ReplayJob job : lost.reversed()) {
                pool.waiting().addFirst(job.anew());
                tally.waiting(now(), 1);
            }
            serve(pool);
        }
    }

    private void gone(ReplayMachine machine) {
        machine.end();
        poolOf(machine).note(machine);
        alive.remove(machine.name());
        if (!poolOf(machine).isOver()) {
            tally.gone(machine, now());
        }
        changes++;
        machineChanges++;
        wake.run();
    }

    /** Of what is still there, and of what is bought later: a pool's replay is over with its last job. */
    private void endBills(ReplayPool pool) {
        alive.values().stream()
                .filter(machine -> poolOf(machine) == pool)
                .forEach(machine -> tally.gone(machine, now()));
    }

    /** What has come of it; the bills of pools that have not come to their ends do so now. */
    ReplayResult close(int jobsInAll) {
        for (ReplayPool pool : pools.values()) {
            if (!pool.isOver()) {
                endBills(pool);
                pool.waiting().forEach(job -> tally.stillWaiting(job, now()));
            }
        }
        for (ReplayMachine machine : alive.values()) {
            machine.jobs().forEach(job -> tally.stillRunning(job, now()));
        }
        return tally.result(jobsInAll - ended, setting.slots(), now());
    }

    private ReplayPool poolOf(ReplayMachine machine) {
        return Objects.requireNonNull(pools.get(machine.pool()), machine.pool());
    }

    private Instant now() {
        return time.now();
    }
}
