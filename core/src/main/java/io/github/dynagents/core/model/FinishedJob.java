package io.github.dynagents.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job that has ended: what durations are learned from.
 */
public final class FinishedJob {
    private final Fields fields;

    private FinishedJob(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            JobId id,
            String repo,
            String pipeline,
            Instant started,
            Instant stopped,
            Instant created,
            JobEnd end,
            Optional<String> agent,
            String repoName,
            Platform platform,
            Labels labels) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(JobId id, String repo, String pipeline, Instant started, Instant stopped) {
        return new Builder(id, repo, pipeline, started, stopped);
    }

    /** Names it. */
    public JobId id() {
        return fields.id();
    }

    /** The repository, as in {@link Job#repo()}. */
    public String repo() {
        return fields.repo();
    }

    /** The pipeline, as in {@link Job#pipeline()}. */
    public String pipeline() {
        return fields.pipeline();
    }

    /** When it began to run. */
    public Instant started() {
        return fields.started();
    }

    /** When it ended, by whatever cause. */
    public Instant stopped() {
        return fields.stopped();
    }

    /** When it entered the queue; the epoch where the server does not tell. */
    public Instant created() {
        return fields.created();
    }

    /** Whether it ran to an end of its own (success or failure), rather than being killed. */
    public boolean completed() {
        return fields.end().isCompleted();
    }

    /** How it ended. */
    public JobEnd end() {
        return fields.end();
    }

    /** The agent that ran it. */
    public Optional<String> agent() {
        return fields.agent();
    }

    /** What people call the repository, where that differs from {@link #repo()}. */
    public String repoName() {
        return fields.repoName();
    }

    /** What it asked for; empty parts were not asked for. */
    public Platform platform() {
        return fields.platform();
    }

    /** Labels it asked for. */
    public Labels labels() {
        return fields.labels();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.id(), fields.repo(), fields.pipeline(), fields.started(), fields.stopped());
        copy.created = fields.created();
        copy.end = fields.end();
        copy.agent = fields.agent();
        copy.repoName = fields.repoName();
        copy.platform = fields.platform();
        copy.labels = fields.labels();
        return copy;
    }

    /** How long it ran; never negative. */
    public Duration duration() {
        Duration ran = Duration.between(fields.started(), fields.stopped());
        return ran.isNegative() ? Duration.ZERO : ran;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FinishedJob that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "FinishedJob" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link FinishedJob}. */
    public static final class Builder {
        private final JobId id;
        private final String repo;
        private final String pipeline;
        private final Instant started;
        private final Instant stopped;
        private Instant created = Instant.EPOCH;
        private JobEnd end = JobEnd.SUCCESS;
        private Optional<String> agent = Optional.empty();
        private String repoName;
        private Platform platform = new Platform("", "", "", "");
        private Labels labels = Labels.NONE;

        private Builder(JobId id, String repo, String pipeline, Instant started, Instant stopped) {
            this.id = id;
            this.repo = repo;
            this.repoName = repo;
            this.pipeline = pipeline;
            this.started = started;
            this.stopped = stopped;
        }

        /** {@code Instant.EPOCH} unless set. */
        public Builder created(Instant created) {
            this.created = created;
            return this;
        }

        /** For servers that tell no more than this: {@link JobEnd#SUCCESS} if true, else {@link JobEnd#KILLED}. */
        public Builder completed(boolean completed) {
            return end(completed ? JobEnd.SUCCESS : JobEnd.KILLED);
        }

        /** {@code JobEnd.SUCCESS} unless set. */
        public Builder end(JobEnd end) {
            this.end = end;
            return this;
        }

        /** Empty unless set. */
        public Builder agent(String agent) {
            this.agent = Optional.of(agent);
            return this;
        }

        /** The same as the repository unless set. */
        public Builder repoName(String repoName) {
            this.repoName = repoName;
            return this;
        }

        /** {@code new Platform("", "", "", "")} unless set. */
        public Builder platform(Platform platform) {
            this.platform = platform;
            return this;
        }

        /** {@code Labels.NONE} unless set. */
        public Builder labels(Labels labels) {
            this.labels = labels;
            return this;
        }

        public FinishedJob build() {
            return new FinishedJob(
                    new Fields(id, repo, pipeline, started, stopped, created, end, agent, repoName, platform, labels));
        }
    }
}
