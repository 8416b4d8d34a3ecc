package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import java.time.Duration;

/**
 * What somebody wants to be run.
 *
 * @param duration how long it runs on a machine of speed 1
 * @param completes whether it runs to an end of its own, success or failure, rather than being killed after that time
 */
public record Work(
        String repo, String pipeline, Platform platform, Labels labels, Duration duration, boolean completes) {
    /** @throws IllegalArgumentException if the duration is negative */
    public Work {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a job cannot run for " + duration);
        }
    }

    /** Work for any unlabelled agent on Linux and amd64 that completes. */
    public static Work of(String repo, String pipeline, Duration duration) {
        return new Work(repo, pipeline, Platform.LINUX_AMD64, Labels.NONE, duration, true);
    }

    public Work on(Platform other) {
        return new Work(repo, pipeline, other, labels, duration, completes);
    }

    public Work with(Labels other) {
        return new Work(repo, pipeline, platform, other, duration, completes);
    }
}
