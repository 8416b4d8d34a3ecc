package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.fault.CallKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each raw fault at each call becomes a failure of the right kind and effect, and nothing is left of it afterwards.
 * Above all: what is not known is never read as empty.
 */
interface CiFailureRules extends CiRules {
    MachineName AGENT = new MachineName("agent-1");

    /** What no CI server answers when asked for its queue, and some clients take for an empty one. */
    List<CannedAnswer> NO_QUEUES = List.of(
            new CannedAnswer(200, "text/html", "<html><body>Please sign in</body></html>"),
            new CannedAnswer(200, "application/json", ""),
            new CannedAnswer(200, "application/json", "{}"),
            new CannedAnswer(200, "application/json", "["),
            new CannedAnswer(200, "application/json", "[]["),
            new CannedAnswer(200, "application/json", "[{}]"),
            new CannedAnswer(200, "application/json", "\"\""),
            new CannedAnswer(200, "application/json", "{\"message\":\"Unauthorized\"}"),
            new CannedAnswer(202, "application/json", "[]"),
            new CannedAnswer(204, "application/json", ""),
            new CannedAnswer(302, "application/json", "[]"),
            new CannedAnswer(304, "application/json", ""),
            new CannedAnswer(404, "application/json", "[]"),
            new CannedAnswer(500, "application/json", "[]"));

    /** An answer as it is on the wire. */
    record CannedAnswer(int status, String contentType, String body) {}

    @TestFactory
    default Stream<DynamicTest> aFaultOfQueueIsNeverReadAsAnEmptyOne() {
        return eachFault(CallKind.QUEUE, (ci, fault) -> {
            ci.backend().submit(CiBench.REPO, "job");
            ci.get(ci.client()::queue);
            broken(ci, CallKind.QUEUE, fault, ci.client()::queue);

            assertEquals(List.of("job"), queued(ci));
        });
    }

    @TestFactory
    default Stream<DynamicTest> noAnswerButAWholeQueueIsReadAsOne() {
        return NO_QUEUES.stream()
                .map(answer -> dynamicTest(
                        answer.toString(),
                        () -> fresh(ci -> {
                            ci.backend().submit(CiBench.REPO, "job");
                            ci.backend().answers(CallKind.QUEUE, answer.status(), answer.contentType(), answer.body());

                            assertEquals(
                                    Failure.Effect.NONE,
                                    ci.failed(ci.client()::queue).effect());
                            ci.backend().mend();
                            assertEquals(List.of("job"), queued(ci));
                        })));
    }

    @TestFactory
    default Stream<DynamicTest> aFaultOfFinishedSinceIsNeverReadAsNothingNew() {
        return eachFault(CallKind.FINISHED, (ci, fault) -> {
            FinishedReader reader = new FinishedReader(ci);
            ci.start("agent-1");
            ci.backend().submit(CiBench.REPO, "job");
            ci.backend().begin("job");
            ci.backend().finish("job", true);
            broken(ci, CallKind.FINISHED, fault, () -> ci.client().finishedSince(Optional.of(reader.cursor())));

            assertEquals(List.of("job"), reader.pipelines());
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFaultOfEnrolMakesNoSecondSecret() {
        return eachFault(CallKind.ENROL, (ci, fault) -> {
            broken(ci, CallKind.ENROL, fault, () -> ci.client().enrol(AGENT));

            Optional<Secret> own = ci.get(() -> ci.client().enrol(AGENT));
            assertEquals(own, ci.get(() -> ci.client().enrol(AGENT)));
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFaultOfRevokeIsMendedByRevokingAgain() {
        return eachFault(CallKind.REVOKE, (ci, fault) -> {
            Optional<Secret> own = ci.get(() -> ci.client().enrol(AGENT));
            Call<String> revoke = Deed.call(() -> ci.client().revoke(AGENT));
            broken(ci, CallKind.REVOKE, fault, revoke);

            ci.get(revoke);
            ci.backend().connect(AGENT, ci.client().agentFor(AGENT, ci.backend().pool(), own));
            ci.backend().submit(CiBench.REPO, "job");
            assertEquals(Optional.empty(), ci.there("job").agent(), "agent of a job");
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFaultOfCordonIsMendedByCordoningAgain() {
        return eachFault(CallKind.CORDON, (ci, fault) -> {
            ci.start("agent-1");
            Call<String> cordon = Deed.call(() -> ci.client().cordon("agent-1", true));
            broken(ci, CallKind.CORDON, fault, cordon);

            ci.get(cordon);
            ci.backend().submit(CiBench.REPO, "job");
            assertEquals(Optional.empty(), ci.there("job").agent(), "agent of a job");
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFaultOfRestartIsMendedByRestartingAgainAndOnlyOnce() {
        return eachFault(CallKind.RESTART, (ci, fault) -> {
            JobId lost = CiRestartRules.lost(ci);
            Call<String> restart = Deed.call(() -> ci.client().restart(lost));
            broken(ci, CallKind.RESTART, fault, restart);

            ci.get(restart);
            assertEquals(List.of(JobState.PENDING), CiRestartRules.states(ci));
        });
    }

    /** Makes a call go wrong, and compares what becomes of it with the table. */
    private static <T> void broken(CiBench ci, CallKind kind, RawFault fault, Call<T> call) {
        ci.backend().breaks(kind, fault);
        Answer<T> answer = ci.answer(ci.backend().deadline(), call);
        ci.backend().mend();
        FaultTable.Allowed allowed = FaultTable.at(kind, fault);
        switch (answer) {
            case Answer.Value<T> value ->
                assertTrue(allowed.mayDoWell(), () -> "should have failed, but answered " + value.value());
            case Answer.Failed<T> failed -> {
                Failure failure = failed.failure();
                String told = Bench.told(failure);
                assertTrue(allowed.kinds().contains(failure.kind()), () -> "kind of " + allowed + ", not " + told);
                assertTrue(
                        allowed.effects().contains(failure.effect()), () -> "effect of " + allowed + ", not " + told);
                if (fault == RawFault.THROTTLED_FOR_SEVEN_SECONDS) {
                    assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter(), "retryAfter");
                }
            }
        }
    }

    private static List<String> queued(CiBench ci) {
        return ci.get(ci.client()::queue).jobs().stream().map(Job::pipeline).toList();
    }

    /** What is tried with each fault. */
    interface Trial {
        void run(CiBench ci, RawFault fault);
    }

    /** What is tried in a world of its own. */
    interface Scene {
        void run(CiBench ci);
    }

    private Stream<DynamicTest> eachFault(CallKind kind, Trial trial) {
        List<RawFault> faults = List.copyOf(new TreeSet<>(ci().backend().faults(kind)));
        assumeTrue(!faults.isEmpty(), "the backend makes no faults of " + kind);
        return faults.stream().map(fault -> dynamicTest(fault.name(), () -> fresh(ci -> trial.run(ci, fault))));
    }

    private void fresh(Scene scene) throws IOException {
        try (CiBench ci = newCi()) {
            scene.run(ci);
        }
    }
}
