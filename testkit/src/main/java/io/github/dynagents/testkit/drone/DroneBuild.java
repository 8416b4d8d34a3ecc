package io.github.dynagents.testkit.drone;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a build at one moment.
 *
 * @param repo slug, such as {@code octo/hello}
 * @param number counts per repository
 * @param trigger login of who asked, or {@code @hook}
 * @param started when its first stage started, to the second
 * @param finished when its last stage ended, to the second
 * @param stages in the order of the file
 */
public record DroneBuild(
        String repo,
        long number,
        DroneStatus status,
        String trigger,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        List<DroneStage> stages) {
    public DroneBuild {
        stages = List.copyOf(stages);
    }
}
