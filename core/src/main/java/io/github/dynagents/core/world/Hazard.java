package io.github.dynagents.core.world;

/**
 * How likely an idle level is to be needed within the next moment: a law of its age, and three corrections, each one
 * number per cell, from coarse to fine. What a finer one expects is what all coarser ones foretell, so that each learns
 * only what the others leave.
 *
 * <ol>
 *   <li>the <em>law</em>: events by age, the time since the level was last needed, pooled over all levels;
 *   <li>the hour of the <em>week</em>;
 *   <li>the <em>distance</em> from the level that is needed now, or was before a burst, to this one;
 *   <li>the rate foretold itself, which takes away what is always foretold too high or too low.
 * </ol>
 *
 * Times are seconds, instants seconds since the epoch, rates per second. Changed only by who made the copy.
 */
final class Hazard {
    private static final double HOUR = 3600;
    private static final double FIRST_OCTAVE = 60;
    private static final int OCTAVES = 16;
    private static final int HOURS = 168;
    private static final int RATES = 48;
    private static final double HALF_OCTAVES = 2 / StrictMath.log(2);
    private static final double[] LAW_BEFORE = lawBefore();

    private final Cells law;
    private final Cells week;
    private final Cells distance;
    private final Cells rates;

    Hazard() {
        this(new Cells(OCTAVES), new Cells(HOURS), new Cells(Distance.CELLS), new Cells(RATES));
    }

    private Hazard(Cells law, Cells week, Cells distance, Cells rates) {
        this.law = law;
        this.week = week;
        this.distance = distance;
        this.rates = rates;
    }

    Hazard copy() {
        return new Hazard(law.copy(), week.copy(), distance.copy(), rates.copy());
    }

    /** Knowing nothing, gaps are log-uniform between now and a week: the best that can be said of what has no scale. */
    private static double[] lawBefore() {
        double longest = Fitted.LONGEST_GAP.toMillis() / 1e3;
        double[] before = new double[OCTAVES];
        for (int octave = 0; octave < OCTAVES; octave++) {
            double age = octave == 0 ? FIRST_OCTAVE / 2 : FIRST_OCTAVE * StrictMath.sqrt(2) * (1 << octave) / 2;
            before[octave] = 1 / (age * StrictMath.log(Math.max(longest / age, StrictMath.E)));
        }
        return before;
    }

    /** How near a level is, now or after a while. */
    double near(int rank, int needed) {
        return distance.factor(Distance.cell(rank, needed));
    }

    /** The rate at that age and instant, for a level that is so near. */
    double rate(double age, double at, double near) {
        double foretold = byWeek(age, at) * near;
        return foretold * rates.factor(bin(foretold));
    }

    private double byLaw(double age) {
        int octave = octave(age);
        return (law.seen(octave) + 1) / (law.expected(octave) + 1 / LAW_BEFORE[octave]);
    }

    private double byWeek(double age, double at) {
        return byLaw(age) * week.factor(hour(at));
    }

    /** A level has stood idle for a while, of one age and one hour. Returns how many events were foretold for it. */
    double idle(double age, double at, int rank, int needed, double seconds) {
        double foretoldByLaw = byLaw(age);
        double foretoldByWeek = foretoldByLaw * week.factor(hour(at));
        double near = foretoldByWeek * near(rank, needed);
        int bin = bin(near);
        double events = near * rates.factor(bin) * seconds;
        law.expect(octave(age), seconds);
        week.expect(hour(at), foretoldByLaw * seconds);
        distance.expect(Distance.cell(rank, needed), foretoldByWeek * seconds);
        rates.expect(bin, near * seconds);
        return events;
    }

    /** A level of that age is needed again. */
    void needed(double age, double at, int rank, int needed) {
        int bin = bin(byWeek(age, at) * near(rank, needed));
        law.see(octave(age));
        week.see(hour(at));
        distance.see(Distance.cell(rank, needed));
        rates.see(bin);
    }

    /** Until when age and hour stay in the same cells; always later, also where an edge is lost in rounding. */
    static double sameUntil(double since, double at) {
        int octave = octave(at - since);
        double older = octave == OCTAVES - 1 ? Double.POSITIVE_INFINITY : since + FIRST_OCTAVE * (1 << octave);
        return Math.max(Math.nextUp(at), Math.min(older, (StrictMath.floor(at / HOUR) + 1) * HOUR));
    }

    private static int octave(double age) {
        int octave = 0;
        for (double edge = FIRST_OCTAVE; octave < OCTAVES - 1 && age >= edge; edge *= 2) {
            octave++;
        }
        return octave;
    }

    private static int hour(double at) {
        return (int) Math.floorMod((long) StrictMath.floor(at / HOUR), (long) HOURS);
    }

    private static int bin(double rate) {
        double halfOctaves = StrictMath.floor(HALF_OCTAVES * StrictMath.log(rate * HOUR)) + RATES / 2.0;
        return (int) Math.max(0, Math.min(RATES - 1, halfOctaves));
    }

    @Override
    public String toString() {
        return "Hazard[law=" + law + ", week=" + week + ", distance=" + distance + ", rates=" + rates + "]";
    }
}
