package io.github.dynagents.runner.internal.config;

/** The kinds of CI server. */
public enum ServerType {
    /** Drone 1 and 2. */
    DRONE
}
