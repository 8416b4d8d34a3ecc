package io.github.dynagents.core.model;

/** What SIGTERM does to an agent. */
public enum OnTerm {
    /** Takes no more, finishes those it runs, ends. Drone. */
    FINISHES_JOBS,
    /** Ends its jobs at once. Woodpecker. */
    KILLS_JOBS
}
