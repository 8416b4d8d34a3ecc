package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a machine is doing for its pool. */
public sealed interface Work {
    /**
     * Not seen to take jobs.
     *
     * @param upSince up since then, if it is up
     * @param isNew whether it never was: it has not lost its agent, or been told to take jobs again, or been up while
     *     nobody could see it
     */
    record Unproven(Optional<Instant> upSince, boolean isNew) implements Work {}

    /** Connected, with no job since then. */
    record Idle(Instant since) implements Work {}

    /** Has these jobs. */
    record Busy(List<Job> jobs) implements Work {}

    /**
     * Shall take no more jobs.
     *
     * @param since when that was decided
     * @param asked when the machine, or its server, was last asked for it
     * @param cordonedAt when its server said that it gives it no more, where servers can
     * @param toldAt when the machine was told, if it has been
     * @param jobs that it still has
     * @param proof why it is certain that it has finished, once that is certain
     */
    record Draining(
            Instant since,
            Instant asked,
            Optional<Instant> cordonedAt,
            Optional<Instant> toldAt,
            List<Job> jobs,
            Optional<String> proof)
            implements Work {
        static Draining begun(Instant at, List<Job> jobs) {
            return new Draining(at, at, Optional.empty(), Optional.empty(), jobs, Optional.empty());
        }

        Draining asked(Instant at) {
            return new Draining(since, at, cordonedAt, toldAt, jobs, proof);
        }

        Draining cordoned(Instant at) {
            return new Draining(since, asked, Optional.of(at), toldAt, jobs, proof);
        }

        Draining told(Instant at) {
            return new Draining(since, asked, cordonedAt, Optional.of(at), jobs, proof);
        }

        Draining with(List<Job> jobs, Optional<String> proof) {
            return jobs.equals(this.jobs) && proof.equals(this.proof)
                    ? this
                    : new Draining(since, asked, cordonedAt, toldAt, jobs, proof);
        }
    }

    /** Whether it shall take no more jobs. */
    default boolean isDraining() {
        return this instanceof Draining;
    }

    /** Its jobs, if any are known. */
    default List<Job> jobs() {
        return switch (this) {
            case Unproven unproven -> List.of();
            case Idle idle -> List.of();
            case Busy busy -> busy.jobs();
            case Draining draining -> draining.jobs();
        };
    }
}
