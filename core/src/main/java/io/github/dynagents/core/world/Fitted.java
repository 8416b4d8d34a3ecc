package io.github.dynagents.core.world;

import java.time.Duration;

/**
 * The numbers of the forecast and of keeping, buying ahead and durations that were chosen by trying, each with its reason;
 * what is a mere bound on work or memory stands where it is used. None is set per case: the same values serve
 * every trace, price and worth (docs/policy.md tells what others would do).
 */
public final class Fitted {
    /**
     * How many events a correction must have seen to count for half. 3 to 10 change the sum over all cases by less than
     * 1%.
     */
    static final double PSEUDO_EVENTS = 6;

    /** CI repeats by the week: knowing nothing, gaps are as likely on every scale up to it. */
    static final Duration LONGEST_GAP = Duration.ofDays(7);

    /**
     * Jobs of one push come within seconds of each other. Until nothing has come for so long, they are one burst, and do
     * not tell that a level is near to those below it. 30 and 90 seconds do equally well, none at all does badly.
     */
    static final Duration BURST = Duration.ofSeconds(30);

    /**
     * As the jobs of now end, levels are as far from demand as they are from none; a half hour is about two usual jobs. A
     * quarter and an hour are within 1%.
     */
    static final Duration FADING = Duration.ofMinutes(30);

    /** The clockwork looks at so many last gaps, as cron jobs keep their period for a while. Not tuned. */
    static final int GAPS = 8;

    /** A gap of clockwork is like one of the last to so much of its length, and a boot. */
    static final double GAP_SPREAD = 0.05;

    /** Where the last gaps were more alike than that, twice their mean deviation and this much. */
    static final Duration LEAST_SPREAD = Duration.ofSeconds(20);

    /** Clockwork is rare: twenty to one against it, before the first gap that fits. Two to four gaps suffice then. */
    static final double CLOCKWORK_AT_FIRST = -3;

    /** No evidence counts more than that, so that a timetable that changes is unlearned as fast. */
    static final double MOST_EVIDENCE = 6;

    /** Never certain: a tenth stays with the law whatever the clockwork has foretold. */
    static final double CLOCKWORK_AT_MOST = 0.9;

    /** Beyond an hour, holding an idle machine was never found to pay that did not pay within it. */
    public static final Duration HORIZON = Duration.ofHours(1);

    /** A machine is bought ahead of demand at a long increment only if that gains so much of the increment's price. */
    public static final double AHEAD_BY_INCREMENT = 0.15;

    /** The unused head of a renewed increment is worth about half: its tail would have been bought later. 0.2 to 0.8: 0.5%. */
    public static final double UNUSED_HEAD = 0.5;

    /** Durations kept of each kind of job, and of all together. */
    static final int DURATIONS = 32;

    static final int DURATIONS_IN_ALL = 64;

    /** With fewer durations than this of its own, a kind of job counts the mean of all as one more. */
    public static final int ENOUGH_DURATIONS = 2;

    /** A job that has outlived all of so many of its kind takes a third longer than it has. */
    public static final int ALL_OUTLIVED = 3;

    /** Before any job has ended. */
    public static final Duration UNKNOWN_JOB = Duration.ofMinutes(5);

    /** Shortest and longest step of a forecast: the finest that matters is a boot. */
    static final Duration FIRST_STEP = Duration.ofSeconds(20);

    static final Duration LONGEST_STEP = Duration.ofMinutes(5);

    private Fitted() {}
}
