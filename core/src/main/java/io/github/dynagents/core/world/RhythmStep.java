package io.github.dynagents.core.world;

import java.util.ArrayList;
import java.util.List;

/** One step from a rhythm to the next; lives for the length of {@link Rhythm#observe}. Instants are seconds. */
final class RhythmStep {
    private final Hazard hazard;
    private final List<Level> levels;
    private final double now;
    private final int slots;
    private final double boot;
    private int jobs;
    private int needed;
    private int mostNeeded;
    private int settled;
    private double lastArrival;

    RhythmStep(Rhythm before, double now, int slots, double boot) {
        this.hazard = before.hazard().copy();
        this.levels = new ArrayList<>(before.levels());
        this.now = now;
        this.slots = slots;
        this.boot = boot;
        this.jobs = before.jobs();
        this.needed = before.needed();
        this.mostNeeded = before.mostNeeded();
        this.settled = before.settled();
        this.lastArrival = before.lastArrival();
        tellGaps();
    }

    Rhythm done() {
        return new Rhythm(hazard, levels, jobs, needed, mostNeeded, settled, lastArrival, boot);
    }

    /** No burst is under way: what is needed is what the next one begins from. */
    void settle() {
        settled = needed;
    }

    /** So many jobs are there now. */
    void count(int jobsNow) {
        for (int job = jobs + 1; job <= jobsNow; job++) {
            arrive(job);
        }
        jobs = jobsNow;
        for (int less = Math.ceilDiv(jobsNow, slots); needed > less; needed--) {
            int level = Ranks.level(needed);
            if (Ranks.first(level) == needed) {
                levels.set(level, levels.get(level).ends(now));
            }
        }
        settled = Math.min(settled, needed);
    }

    private void arrive(int job) {
        int rank = Math.ceilDiv(job, slots);
        int level = Ranks.level(rank);
        if (rank > needed) {
            needed = rank;
            mostNeeded = Math.max(mostNeeded, rank);
            if (Ranks.first(level) == rank) {
                begin(level, rank);
            }
        }
        lastArrival = now;
        levels.set(level, levels.get(level).lands(now, boot, Ranks.first(level + 1) - Ranks.first(level)));
    }

    private void begin(int index, int rank) {
        if (index == levels.size()) {
            levels.add(Level.firstNeeded(now)); // how long it had been idle, nobody knows
            return;
        }
        Level level = levels.get(index);
        double gap = Math.max(0, now - level.since());
        double rate = hazard.rate(gap, now, hazard.near(rank, settled));
        Clockwork clock = level.clock().after(gap, rate * StrictMath.exp(-level.foretold()), boot);
        hazard.needed(gap, now, rank, settled);
        levels.set(index, level.begins(now, clock));
    }

    /** Tells the hazard of all gaps that stand open, up to now. */
    private void tellGaps() {
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (!level.needed() && level.toldUntil() < now) {
                levels.set(i, told(level, Ranks.first(i)));
            }
        }
    }

    private Level told(Level level, int rank) {
        double foretold = 0;
        double at = level.toldUntil();
        while (at < now) {
            double until = Math.min(now, Hazard.sameUntil(level.since(), at));
            double middle = (at + until) / 2;
            foretold += hazard.idle(middle - level.since(), middle, rank, settled, until - at);
            at = until;
        }
        return level.told(now, foretold);
    }
}
