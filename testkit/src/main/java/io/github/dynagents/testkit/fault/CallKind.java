package io.github.dynagents.testkit.fault;

/** The calls of both SPIs that can go wrong. */
public enum CallKind {
    OFFERINGS,
    LIST,
    BUY,
    SETTLE,
    MARK,
    START_AGENT,
    STOP_AGENT,
    RELEASE,
    TIDY,
    QUEUE,
    FINISHED,
    ENROL,
    REVOKE,
    CORDON,
    RESTART
}
