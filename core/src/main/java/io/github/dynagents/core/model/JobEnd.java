package io.github.dynagents.core.model;

/** How a job ended. */
public enum JobEnd {
    /** It ran to its end, and all was well. */
    SUCCESS,
    /** It ran to an end of its own, and something in it was not well. */
    FAILURE,
    /** Somebody, or a time limit, ended it. */
    KILLED,
    /** What ran it failed. */
    ERROR;

    /** Whether it ran to an end of its own. */
    public boolean isCompleted() {
        return this == SUCCESS || this == FAILURE;
    }
}
