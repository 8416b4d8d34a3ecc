package io.github.dynagents.testkit.drone;

import java.time.Duration;
import java.util.List;

/**
 * One step of a stage.
 *
 * @param name as the build shows it, such as {@code test}
 * @param commands lines of one shell script; the step fails with the status of the first that fails
 */
public record StepSpec(String name, List<String> commands) {
    public StepSpec {
        commands = List.copyOf(commands);
    }

    /** A step that runs these lines in a shell. */
    public static StepSpec run(String name, String... commands) {
        return new StepSpec(name, List.of(commands));
    }

    /** A step that only takes time, to the millisecond. */
    public static StepSpec sleep(String name, Duration time) {
        return run(name, "sleep " + time.toSeconds() + "." + String.format("%03d", time.toMillisPart()));
    }
}
