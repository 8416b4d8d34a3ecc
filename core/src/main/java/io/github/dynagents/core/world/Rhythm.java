package io.github.dynagents.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a pool's demand comes and goes. Machine number i is needed while jobs need at least i machines; a <em>gap</em> of
 * its level runs from there until it is needed again. Demand hardly depends on what we do, so that the gaps of every
 * level are seen in full, whether or not there was a machine for it. Immutable.
 */
public final class Rhythm {
    static final Rhythm NONE = new Rhythm(new Hazard(), List.of(), 0, 0, 0, 0, 0, 0);

    private static final double TOLD_EVERY = 600;

    private final Hazard hazard;
    private final List<Level> levels;
    private final int jobs;
    private final int needed;
    private final int mostNeeded;
    private final int settled;
    private final double lastArrival;
    private final double boot;

    /**
     * What a step has made.
     *
     * @param mostNeeded at once, ever
     * @param settled how many machines were needed before the burst of jobs that may be under way
     * @param boot of the pool's machines, when it was last asked for
     */
    Rhythm(
            Hazard hazard,
            List<Level> levels,
            int jobs,
            int needed,
            int mostNeeded,
            int settled,
            double lastArrival,
            double boot) {
        this.hazard = hazard;
        this.levels = List.copyOf(levels);
        this.jobs = jobs;
        this.needed = needed;
        this.mostNeeded = mostNeeded;
        this.settled = settled;
        this.lastArrival = lastArrival;
        this.boot = boot;
    }

    /**
     * So many jobs wait or run now.
     *
     * @param slots of a machine
     * @param usualBoot of a machine, asked for only when something has changed
     */
    Rhythm observe(int jobsNow, int slots, Supplier<Duration> usualBoot, Instant when) {
        double now = seconds(when);
        boolean isQuiet = now - lastArrival > Fitted.BURST.toSeconds();
        boolean isSettled = !isQuiet || settled == needed;
        if (jobsNow == jobs && isSettled && now - lastTold() < TOLD_EVERY) {
            return this;
        }
        RhythmStep step = new RhythmStep(this, now, slots, seconds(usualBoot.get()));
        if (isQuiet) {
            step.settle();
        }
        step.count(jobsNow);
        return step.done();
    }

    /** Until when the gap of the highest level has been told: of all others that stand open it is the same, or later. */
    private double lastTold() {
        boolean noneIsOpen = levels.isEmpty() || levels.getLast().needed();
        return noneIsOpen ? Double.POSITIVE_INFINITY : levels.getLast().toldUntil();
    }

    /**
     * When the machine of that rank will be needed, from a while on.
     *
     * @param rank 1 for the first
     * @param lead how long from now the outlook begins, such as a boot
     */
    public Outlook outlook(int rank, Instant now, Duration lead) {
        return outlook(rank, now, lead, Fitted.HORIZON);
    }

    /** The same for longer or shorter than usual. */
    public Outlook outlook(int rank, Instant now, Duration lead, Duration horizon) {
        return hasSeen(rank) ? teller(rank, now).from(seconds(lead), seconds(horizon)) : Outlook.NEVER;
    }

    /** When it will be needed again once it has been, for so long, however near demand is at this moment. */
    public Outlook afresh(int rank, Instant now, Duration horizon) {
        return hasSeen(rank) ? teller(rank, now).afresh(seconds(horizon)) : Outlook.NEVER;
    }

    /**
     * Until when the outlook of that rank hardly changes by itself: until the level is older by an octave, the hour ends, or
     * the clockwork may strike. While a burst may be under way, that is now.
     */
    public Instant steadyUntil(int rank, Instant now, Duration lead) {
        if (!hasSeen(rank) || settled != needed) {
            return now;
        }
        double steady = teller(rank, now).steadyFor(seconds(lead));
        return now.plusMillis((long) (steady * 1e3));
    }

    private Outlook.Teller teller(int rank, Instant now) {
        return new Outlook.Teller(
                hazard, levels.get(Ranks.level(rank)), rank, Math.min(settled, needed), seconds(now), boot);
    }

    /** For how long the machine of that rank has not been needed; zero if it is, or never was. */
    public Duration idleFor(int rank, Instant now) {
        if (!hasSeen(rank) || levels.get(Ranks.level(rank)).needed()) {
            return Duration.ZERO;
        }
        double idle = seconds(now) - levels.get(Ranks.level(rank)).since();
        return Duration.ofMillis(Math.max(0, StrictMath.round(idle * 1e3)));
    }

    /** Whether that many machines were ever needed at once. Of what never was, nothing is foretold, and nothing bought ahead. */
    public boolean hasSeen(int rank) {
        return rank <= mostNeeded;
    }

    /** The most machines that were needed at once since then. */
    int mostNeededSince(Instant then) {
        int most = 0;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.needed() || level.since() > seconds(then)) {
                most = Ranks.first(i + 1) - 1;
            }
        }
        return most;
    }

    Hazard hazard() {
        return hazard;
    }

    List<Level> levels() {
        return levels;
    }

    int jobs() {
        return jobs;
    }

    int needed() {
        return needed;
    }

    int mostNeeded() {
        return mostNeeded;
    }

    int settled() {
        return settled;
    }

    double lastArrival() {
        return lastArrival;
    }

    private static double seconds(Instant instant) {
        return (double) instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** All of it: two runs are compared by what they print. */
    @Override
    public String toString() {
        return "Rhythm[hazard=" + hazard + ", levels=" + levels + ", jobs=" + jobs + ", needed="
                + needed + ", mostNeeded=" + mostNeeded + ", settled=" + settled + ", lastArrival=" + lastArrival
                + ", boot=" + boot + "]";
    }
}
