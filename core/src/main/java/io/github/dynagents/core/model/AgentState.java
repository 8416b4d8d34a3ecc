package io.github.dynagents.core.model;

/** What the provider shows of the agent on a machine. */
public enum AgentState {
    /** Not started yet. */
    NOT_STARTED,
    /** Running. */
    RUNNING,
    /** Ended; it runs no job. */
    STOPPED,
    /** The provider cannot tell. */
    NOT_SHOWN
}
