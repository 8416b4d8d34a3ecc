package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.droneclient.Matching.Wish;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes finished jobs of the stages of a build that is over. */
final class FinishedStages {
    private final List<Stage> stages;
    private final String server;
    private final RepoName repo;

    private FinishedStages(List<Stage> stages, String server, RepoName repo) {
        this.stages = stages;
        this.server = server;
        this.repo = repo;
    }

    /** Those that began to run. */
    static List<FinishedJob> of(Build build, String server, RepoName repo) {
        List<Stage> stages = build.stages() == null ? List.of() : build.stages();
        return new FinishedStages(stages, server, repo).jobs();
    }

    private List<FinishedJob> jobs() {
        return stages.stream().filter(FinishedStages::began).map(this::job).toList();
    }

    /** Drone gives times also to stages that it skips when it cancels their build. */
    private static boolean began(Stage stage) {
        boolean skipped = "skipped".equals(stage.status())
                && Text.orEmpty(stage.machine()).isEmpty();
        return !skipped && number(stage.started()) > 0 && number(stage.stopped()) > 0;
    }

    private FinishedJob job(Stage stage) {
        StageId id = StageId.of(stage);
        Wish wish = Wish.of(stage);
        FinishedJob.Builder job = FinishedJob.builder(
                        id.on(server),
                        id.repoText(),
                        Text.orEmpty(stage.name()),
                        Instant.ofEpochSecond(number(stage.started())),
                        Instant.ofEpochSecond(number(stage.stopped())))
                .created(Instant.ofEpochSecond(queued(stage)))
                .end(StageStatus.end(stage.status()))
                .repoName(repo.toString())
                .platform(wish.platform())
                .labels(wish.labels());
        if (!Text.orEmpty(stage.machine()).isEmpty()) {
            job.agent(Text.orEmpty(stage.machine()));
        }
        return job.build();
    }

    /**
     * When it entered the queue. Drone stores all stages when it stores their build; one that depends on others enters
     * the queue when the last of these has stopped.
     */
    private long queued(Stage stage) {
        List<String> before = stage.dependsOn() == null ? List.of() : stage.dependsOn();
        long ready = stages.stream()
                .filter(other -> before.contains(Text.orEmpty(other.name())))
                .mapToLong(other -> number(other.stopped()))
                .max()
                .orElse(0);
        // Runners' clocks differ: what one says of its end must not be after what another says of the next beginning.
        return Math.max(stage.created(), Math.min(ready, number(stage.started())));
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
