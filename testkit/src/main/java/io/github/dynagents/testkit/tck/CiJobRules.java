package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.spi.CiQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs are shown as the server has them. */
interface CiJobRules extends CiRules {
    /** More than any page of any server. */
    int MANY = 1201;

    @Test
    default void aServerWithoutJobsShowsNone() {
        assertEquals(List.of(), ci().get(ci().client()::queue).jobs());
    }

    @Test
    default void aJobThatWaitsIsPending() {
        ci().backend().submit(CiBench.REPO, "job");

        Job job = ci().shown("job");
        assertEquals(JobState.PENDING, job.state());
        assertEquals(ci().there("job").created(), job.created());
        assertEquals(Optional.empty(), job.agent());
        assertEquals(Optional.empty(), job.started());
    }

    @Test
    default void aJobThatAnAgentWasGivenIsNotPendingAnyMore() {
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");

        Job job = ci().shown("job");
        assertEquals(ci().there("job").state(), job.state());
        assertEquals(ci().there("job").agent(), job.agent());
        assertNotEquals(JobState.PENDING, job.state());
    }

    @Test
    default void aJobThatRunsIsShownWithItsAgentAndItsStart() {
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");
        ci().backend().pace().pass(Duration.ofSeconds(1));
        ci().backend().begin("job");

        Job job = ci().shown("job");
        assertEquals(JobState.RUNNING, job.state());
        assertEquals(Optional.of("agent-1"), job.agent());
        assertEquals(ci().there("job").started(), job.started());
        assertEquals(ci().there("job").created(), job.created());
    }

    @Test
    default void aJobWhoseAgentIsGoneWithoutAWordIsStillItsJob() {
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");
        ci().backend().begin("job");
        ci().get(ci().client()::queue);
        ci().backend().vanish(new MachineName("agent-1"));

        assertEquals(ci().there("job").state(), ci().shown("job").state());
        assertEquals(ci().there("job").agent(), ci().shown("job").agent());
    }

    @Test
    default void aJobThatHasEndedIsShownNoMore() {
        ci().start("agent-1");
        ci().backend().submit(CiBench.REPO, "job");
        ci().backend().begin("job");
        ci().shown("job");
        ci().backend().finish("job", true);

        assertEquals(List.of(), ci().get(ci().client()::queue).jobs());
    }

    @Test
    default void aJobThatTheServerHoldsBackIsHeldUntilItIsLetGo() {
        ci().backend().submitHeld(CiBench.REPO, "job");
        assertEquals(JobState.HELD, ci().shown("job").state());

        ci().backend().letGo("job");
        assertEquals(JobState.PENDING, ci().shown("job").state());
    }

    @Test
    default void aJobIsServedByThePoolWhoseAgentsMayHaveIt() {
        ci().backend().submit(CiBench.REPO, "job");

        assertEquals(List.of(ci().backend().pool()), ci().shown("job").servedBy());
    }

    @Test
    default void aJobThatNobodyServesIsShownAndServedByNobody() {
        ci().backend().submitForNobody(CiBench.REPO, "job");

        assertEquals(List.of(), ci().shown("job").servedBy());
    }

    @Test
    default void waitingJobsAreShownInTheOrderInWhichTheyAreHandedOut() {
        for (String pipeline : List.of("d", "a", "c", "b")) {
            ci().backend().submit(CiBench.REPO, pipeline);
        }

        assertEquals(
                ci().backend().jobs().stream().map(BackendJob::pipeline).toList(),
                ci().get(ci().client()::queue).jobs().stream()
                        .map(Job::pipeline)
                        .toList());
    }

    @Test
    default void jobsOfOneRepositoryAreToldFromThoseOfAnother() {
        ci().backend().submit("octo/one", "a");
        ci().backend().submit("octo/one", "b");
        ci().backend().submit("octo/two", "c");

        assertEquals(ci().shown("a").repo(), ci().shown("b").repo());
        assertNotEquals(ci().shown("a").repo(), ci().shown("c").repo());
    }

    @Test
    default void aJobKeepsItsIdForLife() {
        ci().backend().submit(CiBench.REPO, "job");
        JobId id = ci().shown("job").id();
        ci().start("agent-1");
        ci().backend().begin("job");

        assertEquals(id, ci().shown("job").id());
        ci().reopen();
        assertEquals(id, ci().shown("job").id());
    }

    @Test
    default void aBigQueueIsShownWholeOrNotAtAll() {
        IntStream.range(0, MANY).forEach(i -> ci().backend().submit(CiBench.REPO, "job-" + i));

        Answer<CiQueue> answer = ci().answer(ci().client()::queue);
        if (answer instanceof Answer.Value<CiQueue> whole) {
            CiQueue queue = whole.value();
            Set<JobId> ids = new HashSet<>();
            queue.jobs().forEach(job -> ids.add(job.id()));
            assertEquals(MANY, ids.size(), "jobs, each with an id of its own");
            assertEquals(MANY, queue.jobs().size(), "jobs");
        }
    }

    @Test
    default void whileNothingChangesTheAnswerIsTheSameReference() {
        ci().backend().submit(CiBench.REPO, "job");
        CiQueue before = ci().get(ci().client()::queue);

        assertSame(before, ci().get(ci().client()::queue));
        ci().backend().submit(CiBench.REPO, "another");
        assertNotSame(before, ci().get(ci().client()::queue));
    }

    @Test
    default void noJobIsNewerThanTheServersClock() {
        ci().backend().submit(CiBench.REPO, "job");

        Instant soon = ci().backend().pace().now().plusSeconds(1);
        assertEquals(
                true,
                ci().shown("job").created().isBefore(soon),
                "created " + ci().shown("job").created());
    }
}
