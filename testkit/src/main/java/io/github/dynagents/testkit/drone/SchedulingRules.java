package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Platform;
import java.util.List;

/** Which stage goes to which runner, and which has to wait for others of its repository. */
final class SchedulingRules {
    private SchedulingRules() {}

    /** Whether a runner may have the stage: kind and type, platform, and labels that are equal both ways. */
    static boolean suits(RunnerFilter runner, StageSpec stage) {
        return or(runner.kind(), "pipeline").equals(or(stage.kind(), "pipeline"))
                && or(runner.type(), "docker").equals(or(stage.type(), "docker"))
                && suitsPlatform(runner, stage.platform())
                && runner.labels().equals(stage.labels().sorted());
    }

    private static boolean suitsPlatform(RunnerFilter runner, Platform stage) {
        if ((runner.os() + runner.arch() + runner.variant() + runner.kernel()).isEmpty()) {
            return true;
        }
        return runner.os().equals(stage.os())
                && runner.arch().equals(stage.arch())
                && (stage.variant().isEmpty() || stage.variant().equals(runner.variant()))
                && (stage.kernel().isEmpty() || stage.kernel().equals(runner.kernel()));
    }

    /** Whether others of the queue keep it back although it shows as pending. */
    static boolean isHeld(StageRow stage, List<StageRow> queue) {
        return (stage.spec.limit() > 0 && limitRivals(stage, queue) >= stage.spec.limit())
                || (stage.spec.throttle() > 0 && throttleRivals(stage, queue) >= stage.spec.throttle());
    }

    private static long limitRivals(StageRow stage, List<StageRow> queue) {
        return queue.stream()
                .filter(other -> other.build.repo == stage.build.repo && other.id != stage.id)
                .filter(other -> other.spec.name().equals(stage.spec.name()))
                .filter(other -> other.id < stage.id || other.status == DroneStatus.RUNNING)
                .count();
    }

    private static long throttleRivals(StageRow stage, List<StageRow> queue) {
        return queue.stream()
                .filter(other -> other.build.repo == stage.build.repo && other.id < stage.id)
                .count();
    }

    private static String or(String text, String ifEmpty) {
        return text.isEmpty() ? ifEmpty : text;
    }
}
