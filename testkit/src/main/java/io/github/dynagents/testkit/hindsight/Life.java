package io.github.dynagents.testkit.hindsight;

import java.util.ArrayList;
import java.util.List;

/** What one machine did in a run. */
final class Life {
    private final int machine;
    private final int job;
    private final long born;
    private long gone;
    private final List<Start> starts = new ArrayList<>(2);

    Life(int machine, int job, long born) {
        this.machine = machine;
        this.job = job;
        this.born = born;
    }

    /** A job began on it. */
    record Start(int job, long time) {}

    /**
     * It was busy.
     *
     * @param first its first job, as a place in {@link #starts}
     */
    record Spell(long begin, long end, int first) {}

    int machine() {
        return machine;
    }

    /** The job that it was bought for. */
    int job() {
        return job;
    }

    long born() {
        return born;
    }

    long gone() {
        return gone;
    }

    List<Start> starts() {
        return starts;
    }

    void started(int startedJob, long now) {
        starts.add(new Start(startedJob, now));
    }

    void gone(long now) {
        gone = now;
    }

    List<Spell> spells(Jobs jobs) {
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long begin = starts.get(i).time();
            long end = begin + jobs.length(starts.get(i).job());
            if (!spells.isEmpty() && spells.getLast().end() >= begin) {
                Spell last = spells.removeLast();
                spells.add(new Spell(last.begin(), Math.max(last.end(), end), last.first()));
            } else {
                spells.add(new Spell(begin, end, i));
            }
        }
        return spells;
    }
}
