package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.testkit.ci.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job of the workload, from its submission to its end. */
final class ReplayJob {
    private final JobId id;
    private final Work work;
    private final List<String> servedBy;
    private final Instant created;
    private Instant started = Instant.MAX;
    private @Nullable Job shown;

    ReplayJob(JobId id, Work work, List<String> servedBy, Instant created) {
        this.id = id;
        this.work = work;
        this.servedBy = servedBy;
        this.created = created;
    }

    Duration work() {
        return work.duration();
    }

    Duration waited() {
        return Duration.between(created, started);
    }

    Duration waitedBy(Instant now) {
        return Duration.between(created, now);
    }

    Instant started() {
        return started;
    }

    void start(Instant at) {
        started = at;
        shown = null;
    }

    /** The same job, which has to begin again. */
    ReplayJob anew() {
        return new ReplayJob(id, work, servedBy, created);
    }

    /** As the queue shows it; the same object until it changes. */
    Job waiting() {
        if (shown == null) {
            shown = builder(JobState.PENDING).build();
        }
        return shown;
    }

    /** The same, while an agent has it. */
    Job running(String agent) {
        if (shown == null) {
            shown = builder(JobState.RUNNING).started(started).agent(agent).build();
        }
        return shown;
    }

    private Job.Builder builder(JobState state) {
        return Job.builder(id, state, created)
                .repo(work.repo())
                .pipeline(work.pipeline())
                .platform(work.platform())
                .labels(work.labels())
                .servedBy(servedBy);
    }

    FinishedJob finished(Instant stopped, String agent) {
        return FinishedJob.builder(id, work.repo(), work.pipeline(), started, stopped)
                .created(created)
                .completed(work.completes())
                .agent(agent)
                .build();
    }
}
