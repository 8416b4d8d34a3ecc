package io.github.dynagents.testkit.drone;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a stage at one moment. Times are to the second.
 *
 * @param id as the queue tells it
 * @param machine the runner that took it
 * @param exitCode 0 unless it failed
 * @param steps as its runner reported them; empty before it did
 */
public record DroneStage(
        long id,
        String name,
        DroneStatus status,
        Optional<String> machine,
        int exitCode,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> stopped,
        List<DroneStep> steps) {
    public DroneStage {
        steps = List.copyOf(steps);
    }
}
