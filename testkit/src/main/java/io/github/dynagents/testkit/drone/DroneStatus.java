package io.github.dynagents.testkit.drone;

import java.util.Locale;

/** Of builds, stages and steps. */
public enum DroneStatus {
    WAITING_ON_DEPENDENCIES,
    BLOCKED,
    DECLINED,
    PENDING,
    RUNNING,
    SUCCESS,
    FAILURE,
    ERROR,
    KILLED,
    SKIPPED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DroneStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more will happen to it (a declined one counts as done, a blocked one does not). */
    public boolean isDone() {
        return switch (this) {
            case WAITING_ON_DEPENDENCIES, BLOCKED, PENDING, RUNNING -> false;
            case DECLINED, SUCCESS, FAILURE, ERROR, KILLED, SKIPPED -> true;
        };
    }

    boolean isFailed() {
        return this == FAILURE || this == KILLED || this == ERROR;
    }

    /** Whether the queue shows a stage of this status. */
    boolean isQueued() {
        return this == PENDING || this == RUNNING;
    }
}
