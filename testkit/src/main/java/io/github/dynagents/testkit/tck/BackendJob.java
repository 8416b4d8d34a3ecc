package io.github.dynagents.testkit.tck;

import io.github.dynagents.core.model.JobState;
import java.time.Instant;
import java.util.Optional;

/** One job as the CI server has it; times as exact as the server tells them. */
public final class BackendJob {
    private final String repo;
    private final String pipeline;
    private final JobState state;
    private final Instant created;
    private final Optional<String> agent;
    private final Optional<Instant> started;
    private final Optional<Instant> stopped;
    private final boolean completed;

    private BackendJob(
            String repo,
            String pipeline,
            JobState state,
            Instant created,
            Optional<String> agent,
            Optional<Instant> started,
            Optional<Instant> stopped,
            boolean completed) {
        this.repo = repo;
        this.pipeline = pipeline;
        this.state = state;
        this.created = created;
        this.agent = agent;
        this.started = started;
        this.stopped = stopped;
        this.completed = completed;
    }

    /** A job that no agent has. */
    public static BackendJob of(String repo, String pipeline, JobState state, Instant created) {
        return new BackendJob(
                repo, pipeline, state, created, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same, given to that agent. */
    public BackendJob agent(String name) {
        return new BackendJob(repo, pipeline, state, created, Optional.of(name), started, stopped, completed);
    }

    /** The same, begun then. */
    public BackendJob started(Instant at) {
        return new BackendJob(repo, pipeline, state, created, agent, Optional.of(at), stopped, completed);
    }

    /** The same, ended then, by itself or killed. */
    public BackendJob stopped(Instant at, boolean byItself) {
        return new BackendJob(repo, pipeline, state, created, agent, started, Optional.of(at), byItself);
    }

    /** The repository under which it was submitted. */
    public String repo() {
        return repo;
    }

    /** The pipeline under which it was submitted. */
    public String pipeline() {
        return pipeline;
    }

    /** Where it stands; of an ended one, where it stood at last. */
    public JobState state() {
        return state;
    }

    public Instant created() {
        return created;
    }

    public Optional<String> agent() {
        return agent;
    }

    public Optional<Instant> started() {
        return started;
    }

    public Optional<Instant> stopped() {
        return stopped;
    }

    /** Whether it ended by itself. */
    public boolean completed() {
        return completed;
    }

    @Override
    public String toString() {
        return repo + " " + pipeline + " " + state
                + agent.map(name -> " on " + name).orElse("");
    }
}
