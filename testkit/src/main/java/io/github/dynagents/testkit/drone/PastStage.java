package io.github.dynagents.testkit.drone;

import java.time.Duration;

/**
 * A stage that ended before anybody looked.
 *
 * @param status how it ended
 * @param waited from its build's creation to its start
 * @param ran from its start to its end
 */
public record PastStage(StageSpec spec, DroneStatus status, Duration waited, Duration ran) {
    /** @throws IllegalArgumentException if the status is none that a stage ends with */
    public PastStage {
        if (!status.isDone()) {
            throw new IllegalArgumentException("a stage that is " + status.wire() + " has not ended");
        }
    }

    /** One that succeeded. */
    public static PastStage of(StageSpec spec, Duration waited, Duration ran) {
        return new PastStage(spec, DroneStatus.SUCCESS, waited, ran);
    }

    void writeTo(StageRow row) {
        row.status = status;
        row.machine = "agent-of-the-past";
        row.started = row.created + waited.toSeconds();
        row.stopped = row.started + ran.toSeconds();
        row.updated = row.stopped;
    }
}
