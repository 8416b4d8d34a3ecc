package io.github.dynagents.testkit.ci;

import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job as the server really has it. */
final class FakeJob {
    private final long number;
    private final JobId id;
    private final Work work;
    private final JobClass kind;
    private final Instant created;
    private JobState state;
    private Instant started = Instant.EPOCH;
    private Optional<FakeAgent> agent = Optional.empty();
    private Seam.Timer timer = () -> {};
    private @Nullable Job shown;

    FakeJob(long number, JobId id, Work work, JobClass kind, Instant created, JobState state) {
        this.number = number;
        this.id = id;
        this.work = work;
        this.kind = kind;
        this.created = created;
        this.state = state;
    }

    void becomes(JobState next) {
        state = next;
        shown = null;
    }

    void takenBy(FakeAgent taker) {
        agent = Optional.of(taker);
        becomes(JobState.ASSIGNED);
    }

    void starts(Instant now) {
        started = now;
        becomes(JobState.RUNNING);
    }

    void next(Seam.Timer event) {
        timer.cancel();
        timer = event;
    }

    Job shown() {
        Job now = shown;
        if (now == null) {
            Job.Builder job = Job.builder(id, state, created)
                    .repo(work.repo())
                    .pipeline(work.pipeline())
                    .platform(work.platform())
                    .labels(work.labels())
                    .servedBy(kind.servedBy());
            agent.ifPresent(taker -> job.agent(taker.name()));
            if (state == JobState.RUNNING) {
                job.started(started);
            }
            now = job.build();
            shown = now;
        }
        return now;
    }

    FinishedJob finished(Instant stopped, boolean completed) {
        boolean ran = state == JobState.RUNNING;
        FinishedJob.Builder job = FinishedJob.builder(
                        id, work.repo(), work.pipeline(), ran ? started : stopped, stopped)
                .created(created)
                .platform(work.platform())
                .labels(work.labels())
                .completed(completed);
        agent.ifPresent(taker -> job.agent(taker.name()));
        return job.build();
    }

    long number() {
        return number;
    }

    JobId id() {
        return id;
    }

    Work work() {
        return work;
    }

    JobClass kind() {
        return kind;
    }

    Instant created() {
        return created;
    }

    /** When it began; the epoch before it did. */
    Instant started() {
        return started;
    }

    JobState state() {
        return state;
    }

    Optional<FakeAgent> agent() {
        return agent;
    }
}
