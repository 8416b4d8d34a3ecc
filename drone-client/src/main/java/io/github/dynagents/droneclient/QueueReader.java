package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.Matching.Wish;
import io.github.dynagents.droneclient.internal.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/** Makes jobs of the queue's stages. Remembers its last answer, so that the same bytes are not read again. */
final class QueueReader {
    private final String server;
    private final Matching matching;

    private ByteString lastBytes = ByteString.EMPTY;
    private CiQueue last = CiQueue.of(List.of(), List.of());
    private long lastSize;

    QueueReader(String server, Matching matching) {
        this.server = server;
        this.matching = matching;
    }

    synchronized CiQueue read(Reply reply) throws Failure {
        lastSize = reply.body().size();
        ByteString bytes = reply.body().sha256();
        if (!bytes.equals(lastBytes)) {
            last = CiQueue.of(jobs(reply), List.of());
            lastBytes = bytes;
        }
        return last;
    }

    /** How many bytes the last answer had. */
    synchronized long lastSize() {
        return lastSize;
    }

    private List<Job> jobs(Reply reply) throws Failure {
        String call = reply.call();
        List<Stage> stages = new ArrayList<>(Json.need(Json.read(Json.STAGES, reply.body(), call), call, "$"));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = Json.need(stages.get(i), call, "$[" + i + "]");
            Json.need(stage.name(), call, "$[" + i + "].name");
            Json.need(stage.status(), call, "$[" + i + "].status");
        }
        stages.sort(Comparator.comparingLong(Stage::id));
        stages.removeIf(stage -> StageStatus.of(stage.status()).isOver());
        Holds holds = new Holds(stages);
        Map<Wish, List<String>> pools = new HashMap<>();
        List<Job> jobs = new ArrayList<>(stages.size());
        for (Stage stage : stages) {
            JobState state = state(stage, holds.next(stage));
            Wish wish = Wish.of(stage);
            jobs.add(job(stage, state, wish, pools.computeIfAbsent(wish, matching::servedBy)));
        }
        return jobs;
    }

    /**
     * A stage that a machine has is never given to another, whatever its status; one in a status unknown here is not
     * worth a machine, but is shown.
     */
    private static JobState state(Stage stage, boolean held) {
        boolean taken = !Text.orEmpty(stage.machine()).isEmpty();
        return switch (StageStatus.of(stage.status())) {
            case RUNNING -> JobState.RUNNING;
            case PENDING -> taken ? JobState.ASSIGNED : held ? JobState.HELD : JobState.PENDING;
            case WAITING, UNKNOWN, COMPLETED, ENDED -> taken ? JobState.ASSIGNED : JobState.HELD;
        };
    }

    private Job job(Stage stage, JobState state, Wish wish, List<String> servedBy) {
        StageId id = StageId.of(stage);
        Job.Builder job = Job.builder(id.on(server), state, Instant.ofEpochSecond(stage.created()))
                .repo(id.repoText())
                .pipeline(Text.orEmpty(stage.name()))
                .platform(wish.platform())
                .labels(wish.labels())
                .servedBy(servedBy);
        if (stage.started() != null && stage.started() > 0) {
            job.started(Instant.ofEpochSecond(stage.started()));
        }
        if (!Text.orEmpty(stage.machine()).isEmpty()) {
            job.agent(Text.orEmpty(stage.machine()));
        }
        return job.build();
    }
}
