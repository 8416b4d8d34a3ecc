package io.github.dynagents.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit that a CI agent runs, as its server's queue shows it.
 */
public final class Job {
    private final Fields fields;

    private Job(Fields fields) {
        this.fields = fields;
    }

    private record Fields(
            JobId id,
            JobState state,
            Instant created,
            String repo,
            String pipeline,
            Platform platform,
            Labels labels,
            List<String> servedBy,
            Optional<Instant> started,
            Optional<String> agent) {}

    /** Starts one; what is not set afterwards keeps the default that its setter tells. */
    public static Builder builder(JobId id, JobState state, Instant created) {
        return new Builder(id, state, created);
    }

    /** Names it. */
    public JobId id() {
        return fields.id();
    }

    /** Where it stands. */
    public JobState state() {
        return fields.state();
    }

    /** When it entered the queue, by the server's clock. */
    public Instant created() {
        return fields.created();
    }

    /** The repository, in whatever form the server tells it: jobs of one repository bear the same. */
    public String repo() {
        return fields.repo();
    }

    /** The pipeline within the repository: jobs of the same repository and pipeline take about as long. */
    public String pipeline() {
        return fields.pipeline();
    }

    /** What it asks for; empty parts are not asked for. */
    public Platform platform() {
        return fields.platform();
    }

    /** Labels it asks for. */
    public Labels labels() {
        return fields.labels();
    }

    /** The pools whose agents the server would give it to, by the server's own rule. */
    public List<String> servedBy() {
        return fields.servedBy();
    }

    /** When it began to run. */
    public Optional<Instant> started() {
        return fields.started();
    }

    /** The agent that has it: a machine's name, or {@code NAME-1}, {@code NAME-2} where a machine runs several. */
    public Optional<String> agent() {
        return fields.agent();
    }

    /** A builder that starts with all of this. */
    public Builder toBuilder() {
        Builder copy = new Builder(fields.id(), fields.state(), fields.created());
        copy.repo = fields.repo();
        copy.pipeline = fields.pipeline();
        copy.platform = fields.platform();
        copy.labels = fields.labels();
        copy.servedBy = fields.servedBy();
        copy.started = fields.started();
        copy.agent = fields.agent();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Job that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Job" + fields.toString().substring("Fields".length());
    }

    /** Builds a {@link Job}. */
    public static final class Builder {
        private final JobId id;
        private final JobState state;
        private final Instant created;
        private String repo = "";
        private String pipeline = "";
        private Platform platform = new Platform("", "", "", "");
        private Labels labels = Labels.NONE;
        private List<String> servedBy = List.of();
        private Optional<Instant> started = Optional.empty();
        private Optional<String> agent = Optional.empty();

        private Builder(JobId id, JobState state, Instant created) {
            this.id = id;
            this.state = state;
            this.created = created;
        }

        /** {@code ""} unless set. */
        public Builder repo(String repo) {
            this.repo = repo;
            return this;
        }

        /** {@code ""} unless set. */
        public Builder pipeline(String pipeline) {
            this.pipeline = pipeline;
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

        /** Empty unless set. */
        public Builder servedBy(List<String> servedBy) {
            this.servedBy = List.copyOf(servedBy);
            return this;
        }

        /** Empty unless set. */
        public Builder started(Instant started) {
            this.started = Optional.of(started);
            return this;
        }

        /** Empty unless set. */
        public Builder agent(String agent) {
            this.agent = Optional.of(agent);
            return this;
        }

        public Job build() {
            return new Job(new Fields(id, state, created, repo, pipeline, platform, labels, servedBy, started, agent));
        }
    }
}
