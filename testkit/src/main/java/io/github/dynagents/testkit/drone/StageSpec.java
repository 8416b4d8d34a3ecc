package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import java.util.List;
import java.util.Map;

/**
 * One pipeline of a {@code .drone.yml}: what becomes a stage, the thing that a runner takes.
 *
 * @param name as {@code depends_on} names it
 * @param kind {@code pipeline}
 * @param type {@code exec}, {@code docker}, {@code ssh} and so on; empty reads as {@code docker}
 * @param platform what a runner must be; with empty os and arch only a runner without platform takes it
 * @param labels must equal the runner's, both ways
 * @param limit how many stages of this name may run at a time in its repository; 0 for no limit
 * @param throttle how many stages may run at a time in its repository; 0 for no limit
 * @param dependsOn names of stages of the same build that end first
 * @param onSuccess whether to run when what went before was well
 * @param onFailure whether to run when what went before failed
 * @param steps run one after the other
 */
public record StageSpec(
        String name,
        String kind,
        String type,
        Platform platform,
        Labels labels,
        int limit,
        int throttle,
        List<String> dependsOn,
        boolean onSuccess,
        boolean onFailure,
        List<StepSpec> steps) {
    public StageSpec {
        dependsOn = List.copyOf(dependsOn);
        steps = List.copyOf(steps);
        if (limit < 0 || throttle < 0) {
            throw new IllegalArgumentException("stage " + name + ": limit " + limit + " and throttle " + throttle
                    + " must be 0 (no limit) or more");
        }
    }

    /** A stage of type {@code exec} for linux/amd64, without limits. */
    public static StageSpec exec(String name, StepSpec... steps) {
        return new StageSpec(
                name,
                "pipeline",
                "exec",
                Platform.LINUX_AMD64,
                Labels.NONE,
                0,
                0,
                List.of(),
                true,
                false,
                List.of(steps));
    }

    /** The same of another type, such as {@code docker}. */
    public StageSpec type(String value) {
        return new StageSpec(
                name, kind, value, platform, labels, limit, throttle, dependsOn, onSuccess, onFailure, steps);
    }

    /** The same for another platform. */
    public StageSpec platform(Platform value) {
        return new StageSpec(name, kind, type, value, labels, limit, throttle, dependsOn, onSuccess, onFailure, steps);
    }

    /** The same with these labels ({@code node:} of the file). */
    public StageSpec labels(Map<String, String> value) {
        return new StageSpec(
                name, kind, type, platform, Labels.of(value), limit, throttle, dependsOn, onSuccess, onFailure, steps);
    }

    /** The same with {@code concurrency.limit}. */
    public StageSpec limit(int value) {
        return new StageSpec(
                name, kind, type, platform, labels, value, throttle, dependsOn, onSuccess, onFailure, steps);
    }

    /** The same with the repository's throttle. */
    public StageSpec throttle(int value) {
        return new StageSpec(name, kind, type, platform, labels, limit, value, dependsOn, onSuccess, onFailure, steps);
    }

    /** The same, waiting for these stages of its build. */
    public StageSpec dependsOn(String... names) {
        return new StageSpec(
                name, kind, type, platform, labels, limit, throttle, List.of(names), onSuccess, onFailure, steps);
    }

    /** The same, with whether it runs after success and after failure. */
    public StageSpec runsOn(boolean success, boolean failure) {
        return new StageSpec(name, kind, type, platform, labels, limit, throttle, dependsOn, success, failure, steps);
    }
}
