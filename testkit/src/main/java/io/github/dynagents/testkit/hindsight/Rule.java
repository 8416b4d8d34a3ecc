package io.github.dynagents.testkit.hindsight;

/** Decides what is bought and when an idle machine leaves. */
interface Rule {
    /** Before all jobs. */
    default void begin(PoolRun run) {}

    /** A job has come and found no slot. */
    void waits(PoolRun run, int job);

    /** When a machine that is idle from now on leaves, unless a job comes first. */
    long leaves(int machine, long born, long now);

    /** What the rule will do to this machine, as a number: two runs alike in everything else differ by it. */
    default long mark(int machine) {
        return 0;
    }
}
