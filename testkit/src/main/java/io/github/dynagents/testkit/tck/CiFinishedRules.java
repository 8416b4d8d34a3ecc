package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finished jobs: each told once, whatever happens. What had ended before the first cursor may be told in part. */
interface CiFinishedRules extends CiRules {
    /** Of each repository; together more than one answer of any client has held yet. */
    int ENDED = 12;

    /** A client may send so many requests for one answer. */
    int BUDGET = 50;

    @Test
    default void aJobThatHasEndedIsToldAsTheServerHasIt() {
        FinishedReader reader = new FinishedReader(ci());
        Job shown = runs("job", true);

        FinishedJob job = only(reader.all());
        BackendJob there = ci().backend().ended().getFirst();
        assertEquals(shown.id(), job.id());
        assertEquals(shown.repo(), job.repo());
        assertEquals("job", job.pipeline());
        assertEquals(there.created(), job.created());
        assertEquals(there.started(), Optional.of(job.started()));
        assertEquals(there.stopped(), Optional.of(job.stopped()));
        assertEquals(there.agent(), job.agent());
        assertTrue(job.completed(), "it ended by itself");
    }

    @Test
    default void aJobThatWasKilledIsToldSo() {
        FinishedReader reader = new FinishedReader(ci());
        runs("job", false);

        assertEquals(false, only(reader.all()).completed(), "it was killed");
    }

    @Test
    default void aJobThatRunsIsToldWhenItEnds() {
        FinishedReader reader = new FinishedReader(ci());
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");
        ci().backend().begin("job");
        assertEquals(List.of(), reader.pipelines());

        ci().backend().finish("job", true);
        assertEquals(List.of("job"), reader.pipelines());
    }

    @Test
    default void eachJobIsToldOnceAndTheOldestFirst() {
        FinishedReader reader = new FinishedReader(ci());
        runsMany();

        List<String> ended = ci().backend().ended().stream()
                .map(BackendJob::pipeline)
                .sorted()
                .toList();
        assertEquals(ended, reader.pipelines().stream().sorted().toList());
        assertEquals(List.of(), reader.pipelines(), "told once more");
    }

    @Test
    default void noAnswerCostsMoreRequestsThanItsBudget() {
        assumeTrue(ci().backend().requests().isPresent(), "requests are not counted");
        FinishedReader reader = new FinishedReader(ci());
        runsMany();

        assertTrue(reader.all().size() > 1, "something is told");
        assertTrue(reader.dearest() <= BUDGET, () -> "requests for one answer: " + reader.dearest());
    }

    @Test
    default void afterReopeningTheOldCursorGoesOn() {
        FinishedReader reader = new FinishedReader(ci());
        runs("before", true);
        assertEquals(List.of("before"), reader.pipelines());
        runs("after", true);
        ci().reopen();

        assertEquals(List.of("after"), reader.pipelines());
    }

    @Test
    default void aFailureInBetweenLosesAndDoublesNothing() {
        FinishedReader reader = new FinishedReader(ci());
        runs("before", true);
        assertEquals(List.of("before"), reader.pipelines());
        runs("after", true);

        ci().backend().breaks(CallKind.FINISHED, RawFault.FORBIDDEN);
        ci().failed(() -> ci().client().finishedSince(Optional.of(reader.cursor())));
        ci().backend().mend();
        assertEquals(List.of("after"), reader.pipelines());
    }

    @Test
    default void aCursorThatItNeverGaveIsInvalid() {
        runs("job", true);

        Failure failure = ci().failed(() -> ci().client().finishedSince(Optional.of("no cursor of yours")));
        assertEquals(Failure.Kind.INVALID, failure.kind());
    }

    /** So many in each repository, one after the other. */
    private void runsMany() {
        ci().start("agent-1");
        for (int i = 0; i < ENDED; i++) {
            for (String repo : CiBackend.REPOS) {
                String pipeline = "job-" + i + "-of-" + CiBackend.REPOS.indexOf(repo);
                ci().backend().submit(repo, pipeline);
                ci().backend().begin(pipeline);
                ci().backend().finish(pipeline, true);
            }
        }
    }

    /** One job, from its submission to its end; as the queue showed it. */
    private Job runs(String pipeline, boolean completed) {
        ci().start("agent-of-" + pipeline);
        ci().backend().submit(CiBench.REPO, pipeline);
        Job job = ci().shown(pipeline);
        ci().backend().begin(pipeline);
        ci().backend().finish(pipeline, completed);
        return job;
    }

    private static FinishedJob only(List<FinishedJob> jobs) {
        assertEquals(1, jobs.size(), () -> "jobs told: " + jobs);
        return jobs.getFirst();
    }
}
