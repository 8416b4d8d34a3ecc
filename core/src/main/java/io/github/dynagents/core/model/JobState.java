package io.github.dynagents.core.model;

/** Where a job stands. */
public enum JobState {
    /** Waits for an agent. */
    PENDING,
    /** Held back by the server itself (limits, dependencies, pause): no machine helps. */
    HELD,
    /** Given to an agent that has not begun it. */
    ASSIGNED,
    /** Running. */
    RUNNING
}
