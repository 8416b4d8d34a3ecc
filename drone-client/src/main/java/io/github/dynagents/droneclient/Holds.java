package io.github.dynagents.droneclient;

import io.github.dynagents.droneclient.internal.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which pending stages the scheduler holds back although it shows them as pending: a pipeline's
 * {@code concurrency.limit}, and the server's limit per repository ({@code throttle}).
 *
 * <p>Asked for each stage once, in the order of their ids. This is the rule of Drone 2; Drone 1 lets a stage go although
 * a later sibling runs, so that there a stage may show as held until that sibling ends.
 */
final class Holds {
    private final Map<Pipeline, Integer> running = new HashMap<>();
    private final Map<Pipeline, Integer> before = new HashMap<>();
    private final Map<Pipeline, Integer> runningBefore = new HashMap<>();
    private final Map<Long, Integer> ofRepoBefore = new HashMap<>();

    Holds(List<Stage> all) {
        for (Stage stage : all) {
            if (isRunning(stage)) {
                running.merge(Pipeline.of(stage), 1, Integer::sum);
            }
        }
    }

    /** Whether the next stage, if it is pending, is held back. */
    boolean next(Stage stage) {
        Pipeline pipeline = Pipeline.of(stage);
        int itself = isRunning(stage) ? 1 : 0;
        int earlier = before.getOrDefault(pipeline, 0);
        int runningLater = running.getOrDefault(pipeline, 0) - runningBefore.getOrDefault(pipeline, 0) - itself;
        int ofRepo = ofRepoBefore.getOrDefault(stage.repoId(), 0);
        before.merge(pipeline, 1, Integer::sum);
        runningBefore.merge(pipeline, itself, Integer::sum);
        ofRepoBefore.merge(stage.repoId(), 1, Integer::sum);
        return reached(stage.limit(), earlier + runningLater) || reached(stage.throttle(), ofRepo);
    }

    private static boolean reached(@Nullable Integer limit, int count) {
        return limit != null && limit != 0 && count >= limit;
    }

    private static boolean isRunning(Stage stage) {
        return StageStatus.of(stage.status()) == StageStatus.RUNNING;
    }

    private record Pipeline(long repo, String name) {
        static Pipeline of(Stage stage) {
            return new Pipeline(stage.repoId(), String.valueOf(stage.name()));
        }
    }
}
