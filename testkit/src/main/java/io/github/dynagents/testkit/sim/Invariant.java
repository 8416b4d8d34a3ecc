package io.github.dynagents.testkit.sim;

/** What holds after every step of every simulation, judged by what is really so and never by what a daemon believes. */
public enum Invariant {
    NO_JOB_STARVES("a job that an offering could serve waits no longer than " + Bounds.STARVING.toMinutes()
            + " minutes without any machine of its pool at work"),
    NO_JOB_STAYS_LOST("a job that died with its machine is restarted within " + Bounds.LOST.toMinutes() + " minutes"),
    EVERY_MACHINE_IS_KNOWN("every machine has its owner, a configured pool, and a name of its pool"),
    WITHIN_LIMITS("there are never more machines, nor dearer ones, than fleet, pool and account may have"),
    NO_BUSY_MACHINE_IS_TAKEN("no daemon releases a machine with a job, or ends its agent, before its grace has passed"),
    NOTHING_ON_AN_UNKNOWN("nothing is bought, drained or released while its CI server could not be seen, "
            + "nor bought while its account could not be listed"),
    ONE_MACHINE_PER_NAME("one name never buys two machines"),
    COST_GOES_TO_ZERO("when no job is left, every machine is gone within " + Bounds.IDLE.toMinutes()
            + " minutes and one minimum charge or increment"),
    GONE_AFTER_DEATH("when the daemon dies for good, everything is gone by the bound's instant, and within its money"),
    NO_CUT_WITHOUT_LIMITS("where the worst case is not limited, the guard has nothing to refuse"),
    NO_TICK_FAILS("no tick fails"),
    NO_BUSY_LOOP("a daemon ticks " + Bounds.TICKS + " times an hour at most");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    /** What holds, in words. */
    public String words() {
        return words;
    }
}
