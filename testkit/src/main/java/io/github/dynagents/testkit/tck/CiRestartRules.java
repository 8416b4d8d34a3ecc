package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.Failure;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that was lost with its machine runs once more, and only once. */
interface CiRestartRules extends CiRules {
    @Test
    default void aLostJobWaitsAgainAndItsOldSelfHasEnded() {
        JobId lost = lost(ci());

        ci().make(() -> ci().client().restart(lost));
        assertEquals(List.of(JobState.PENDING), states(ci()));
    }

    @Test
    default void askedTwiceItIsRestartedOnce() {
        JobId lost = lost(ci());

        ci().make(() -> ci().client().restart(lost));
        ci().make(() -> ci().client().restart(lost));
        assertEquals(List.of(JobState.PENDING), states(ci()));
    }

    @Test
    default void askedByManyThreadsAtOnceItIsRestartedOnce() {
        JobId lost = lost(ci());
        Call<String> restart = Deed.call(() -> ci().client().restart(lost));

        ci().together(Collections.nCopies(8, restart));
        assertEquals(List.of(JobState.PENDING), states(ci()));
    }

    @Test
    default void askedAgainAfterReopeningItIsRestartedOnce() {
        JobId lost = lost(ci());
        ci().make(() -> ci().client().restart(lost));
        ci().reopen();

        ci().make(() -> ci().client().restart(lost));
        assertEquals(List.of(JobState.PENDING), states(ci()));
    }

    @Test
    default void aJobThatHasEndedByItselfIsLeftAlone() {
        supported(ci());
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");
        JobId id = ci().shown("job").id();
        ci().backend().begin("job");
        ci().backend().finish("job", true);

        ci().make(() -> ci().client().restart(id));
        assertEquals(List.of(), states(ci()));
    }

    @Test
    default void theJobOfAnotherServerIsInvalid() {
        JobId lost = lost(ci());

        Failure failure = ci().refused(() -> ci().client().restart(new JobId("of-another-server", lost.value())));
        assertEquals(Failure.Kind.INVALID, failure.kind());
        assertEquals(List.of(JobState.RUNNING), states(ci()));
    }

    @Test
    default void withoutRestartItIsRefused() {
        assumeFalse(ci().client().capabilities().restart(), "jobs can be restarted");
        ci().backend().submit(CiBench.REPO, "job");
        JobId id = ci().shown("job").id();

        Failure failure = ci().refused(() -> ci().client().restart(id));
        assertEquals(Failure.Kind.UNSUPPORTED, failure.kind());
        assertEquals(Failure.Effect.NONE, failure.effect());
    }

    private static void supported(CiBench ci) {
        assumeTrue(ci.client().capabilities().restart(), "jobs cannot be restarted");
    }

    /** A job that ran on an agent which is gone. */
    static JobId lost(CiBench ci) {
        supported(ci);
        ci.start("agent-1");
        ci.backend().submit(CiBench.REPO, "job");
        ci.backend().begin("job");
        JobId id = ci.shown("job").id();
        ci.backend().vanish(new MachineName("agent-1"));
        return id;
    }

    /** What the server has under that pipeline. */
    static List<JobState> states(CiBench ci) {
        return ci.backend().jobs().stream()
                .filter(job -> job.pipeline().equals("job"))
                .map(BackendJob::state)
                .toList();
    }
}
