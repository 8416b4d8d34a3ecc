package io.github.dynagents.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How demand comes and goes in one pool, as gaps of <em>levels</em>: the i-th machine is needed while more than i jobs'
 * worth of machines are. A level's gap runs from when it was last needed to when it is needed again. Demand hardly
 * depends on what is bought, so every gap is seen in full.
 *
 * <p>What is learned is the rate at which gaps end, by their age: events over exposure in octaves of age, pooled over
 * levels, with a prior of gaps that are log-uniform between now and a week.
 *
 * @param ended how many gaps ended at that octave of age
 * @param exposed for how many seconds gaps stood open at that octave of age
 * @param levels what is known of each level, the first machine's first
 */
public record Rhythm(List<Double> ended, List<Double> exposed, List<Level> levels) {
    private static final int OCTAVES = 15;
    private static final double FIRST_OCTAVE_SECONDS = 60;
    private static final double WEEK_SECONDS = 7 * 86_400;
    private static final int MOST_LEVELS = 256;

    static final Rhythm UNKNOWN =
            new Rhythm(Collections.nCopies(OCTAVES, 0.0), Collections.nCopies(OCTAVES, 0.0), List.of());

    /** One level: needed or not, since when. */
    public record Level(boolean needed, Instant since) {}

    /** When so many machines are needed now. */
    Rhythm observe(int needed, Instant now) {
        if (needed == neededNow() || (needed > MOST_LEVELS && neededNow() >= MOST_LEVELS)) {
            return this;
        }
        List<Double> newEnded = new ArrayList<>(ended);
        List<Double> newExposed = new ArrayList<>(exposed);
        List<Level> newLevels = new ArrayList<>(levels);
        for (int i = 0; i < Math.max(Math.min(needed, MOST_LEVELS), newLevels.size()); i++) {
            boolean isNeeded = i < needed;
            if (i == newLevels.size()) {
                newLevels.add(new Level(true, now));
            } else if (newLevels.get(i).needed() != isNeeded) {
                if (isNeeded) {
                    double gap = seconds(newLevels.get(i).since(), now);
                    expose(newExposed, gap);
                    newEnded.set(octave(gap), newEnded.get(octave(gap)) + 1);
                }
                newLevels.set(i, new Level(isNeeded, now));
            }
        }
        return new Rhythm(List.copyOf(newEnded), List.copyOf(newExposed), List.copyOf(newLevels));
    }

    private int neededNow() {
        int count = 0;
        while (count < levels.size() && levels.get(count).needed()) {
            count++;
        }
        return count;
    }

    /** For how long that level (the first machine's is 0) has not been needed; zero if it is, or never was. */
    public Duration idleFor(int level, Instant now) {
        if (level >= levels.size() || levels.get(level).needed()) {
            return Duration.ZERO;
        }
        Duration idle = Duration.between(levels.get(level).since(), now);
        return idle.isNegative() ? Duration.ZERO : idle;
    }

    /** Whether that many machines were ever needed at once. */
    public boolean hasSeen(int level) {
        return level < levels.size();
    }

    /** The most machines that were needed at once since then; without bound where there were more than are told apart. */
    int mostNeededSince(Instant then) {
        int most = 0;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).needed() || levels.get(i).since().isAfter(then)) {
                most = i + 1;
            }
        }
        return most == MOST_LEVELS ? Integer.MAX_VALUE : most;
    }

    /** The rates at which gaps end, per second, by octave of their age, with the gaps that stand open now counted in. */
    public Rates rates(Instant now) {
        List<Double> exposure = new ArrayList<>(exposed);
        for (Level level : levels) {
            if (!level.needed()) {
                expose(exposure, seconds(level.since(), now));
            }
        }
        List<Double> rates = new ArrayList<>(OCTAVES);
        for (int i = 0; i < OCTAVES; i++) {
            double prior = prior(i);
            rates.add((ended.get(i) + 1) / (exposure.get(i) + 1 / prior));
        }
        return new Rates(List.copyOf(rates));
    }

    /** Rates per second, by octave of age. */
    public record Rates(List<Double> perSecond) {
        public double at(double ageSeconds) {
            return perSecond.get(octave(ageSeconds));
        }
    }

    /** The next age at which another octave begins. */
    public static Duration nextOctave(Duration age) {
        double edge = FIRST_OCTAVE_SECONDS;
        while (edge <= age.toMillis() / 1e3) {
            edge *= 2;
        }
        return Duration.ofMillis(StrictMath.round(edge * 1e3));
    }

    private static double prior(int octave) {
        double age = FIRST_OCTAVE_SECONDS * (octave == 0 ? 0.5 : (1L << octave) * 0.75);
        return 1 / (age * StrictMath.log(Math.max(WEEK_SECONDS / age, StrictMath.E)));
    }

    private static int octave(double ageSeconds) {
        int octave = 0;
        for (double edge = FIRST_OCTAVE_SECONDS; octave < OCTAVES - 1 && ageSeconds >= edge; edge *= 2) {
            octave++;
        }
        return octave;
    }

    private static void expose(List<Double> exposure, double gap) {
        double from = 0;
        double edge = FIRST_OCTAVE_SECONDS;
        for (int i = 0; i < OCTAVES && from < gap; i++) {
            double to = i == OCTAVES - 1 ? gap : Math.min(gap, edge);
            exposure.set(i, exposure.get(i) + to - from);
            from = to;
            edge *= 2;
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }
}
