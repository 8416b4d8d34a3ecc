package io.github.dynagents.testkit.cloud;

/** How a machine comes into the world. */
public enum Birth {
    /** Its script runs and its agent connects. */
    GOOD,
    /** Its script and watchdog run, its agent never connects. */
    AGENT_NEVER_CONNECTS,
    /** It is up, but nothing runs on it: no watchdog either. */
    SCRIPT_NEVER_RUNS,
    /** It never comes up. */
    NEVER_UP
}
