package io.github.dynagents.bench;

/** Whether there are slots for the jobs that wait. */
public enum Slots {
    /** There are. */
    SERVED,
    /** There are not, and one machine in twenty more may be bought. */
    SHORT,
    /** There are not, and as many may be bought as are needed. */
    UNLIMITED
}
