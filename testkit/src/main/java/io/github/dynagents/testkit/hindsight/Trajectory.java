package io.github.dynagents.testkit.hindsight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The run of a plan, remembered so that a change of the plan can be tried without replaying all of it: from a snapshot
 * before the change until the changed run stands again exactly where the remembered one stood.
 */
final class Trajectory {
    /** A change whose run has not come back after so many jobs is given up. */
    private static final int PATIENCE = 500;

    private static final int SNAPSHOTS = 4000;
    private static final double GAIN = 1e-9;

    private final Jobs jobs;
    private final PoolRun run;
    private final int step;
    private final Snapshot[] snapshots;
    private final long[] hash; // after each job
    private final int[] started;
    private final double[] spent; // from the job before to this one
    private double rest; // after the last job
    private double total;
    private long replayed;

    Trajectory(Jobs jobs, Terms terms, Plan plan) {
        this.jobs = jobs;
        this.run = new PoolRun(jobs, terms, plan);
        this.step = Math.max(16, jobs.count() / SNAPSHOTS);
        this.snapshots = new Snapshot[jobs.count() / step + 1];
        this.hash = new long[jobs.count()];
        this.started = new int[jobs.count()];
        this.spent = new double[jobs.count()];
        run.begin();
        double before = 0;
        for (int job = 0; job < jobs.count(); job++) {
            if (job % step == 0) {
                snapshots[job / step] = run.snapshot();
            }
            run.next();
            spent[job] = run.spent() - before;
            before = run.spent();
            hash[job] = run.hash();
            started[job] = run.started();
        }
        run.end();
        rest = run.spent() - before;
        total = run.spent();
    }

    double total() {
        return total;
    }

    /** How many jobs were replayed so far to try changes. */
    long replayed() {
        return replayed;
    }

    /**
     * Whether the plan, changed since, is better. If so it is what is remembered; if not, the caller undoes the change.
     *
     * @param first the first job at which anything changed
     * @param last the last one
     */
    boolean isBetter(int first, int last) {
        int from = first / step * step;
        int end = (int) Math.min(jobs.count(), (long) Math.max(first, last) + 1 + PATIENCE);
        Trial trial = new Trial(end - from);
        run.restore(snapshots[from / step]);
        double was = 0;
        int job = from;
        boolean back = false;
        while (job < end && !back) {
            trial.next(job);
            was += spent[job];
            back = job > last && run.hash() == hash[job] && run.started() == started[job];
            job++;
        }
        replayed += job - from;
        if (!back) {
            if (end < jobs.count()) {
                return false;
            }
            run.end();
            was += rest;
        }
        double change = run.spent() - was;
        if (change >= -GAIN) {
            return false;
        }
        if (!back) {
            rest = run.spent() - trial.before;
        }
        trial.remember(from, job);
        total += change;
        return true;
    }

    /** What a changed run did, until it is known whether it is kept. */
    private final class Trial {
        private final List<Snapshot> taken = new ArrayList<>();
        private long[] hashes = new long[64];
        private int[] starts = new int[64];
        private double[] costs = new double[64];
        private final int most;
        private int count;
        private double before;

        Trial(int most) {
            this.most = most;
        }

        void next(int job) {
            if (job % step == 0) {
                taken.add(run.snapshot());
            }
            run.next();
            if (count == hashes.length) {
                int size = Math.min(most, 4 * count);
                hashes = Arrays.copyOf(hashes, size);
                starts = Arrays.copyOf(starts, size);
                costs = Arrays.copyOf(costs, size);
            }
            hashes[count] = run.hash();
            starts[count] = run.started();
            costs[count++] = run.spent() - before;
            before = run.spent();
        }

        void remember(int from, int to) {
            System.arraycopy(hashes, 0, hash, from, to - from);
            System.arraycopy(starts, 0, started, from, to - from);
            System.arraycopy(costs, 0, spent, from, to - from);
            for (int i = 0; i < taken.size(); i++) {
                snapshots[from / step + i] = taken.get(i);
            }
        }
    }
}
