package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.dynagents.core.interpret.Answer;
import io.github.dynagents.core.interpret.Call;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One CI server and a client of it: what each test gets, new. */
final class CiBench implements AutoCloseable {
    static final String REPO = CiBackend.REPOS.getFirst();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final int MOMENTS = 6000;

    private final CiBackend backend;
    private final List<CiServer> opened = new ArrayList<>();

    CiBench(CiBackend backend) {
        this.backend = backend;
        reopen();
    }

    CiBackend backend() {
        return backend;
    }

    CiServer client() {
        return opened.getLast();
    }

    /** Closes the client and opens another, as a daemon that is started again does. */
    void reopen() {
        if (!opened.isEmpty()) {
            client().close();
        }
        opened.add(backend.open());
    }

    /** What becomes of a call, whatever it is. */
    <T> Answer<T> answer(Call<T> call) {
        return answer(PATIENCE, call);
    }

    /** What becomes of a call that is interrupted then. */
    <T> Answer<T> answer(Duration deadline, Call<T> call) {
        return answers(deadline, List.of(call)).getFirst();
    }

    /** What a call answers that must succeed. */
    <T> T get(Call<T> call) {
        return succeeded(answer(call));
    }

    /** Makes a change that must succeed. */
    void make(Deed change) {
        get(Deed.call(change));
    }

    /** What calls answer that are made at once and must all succeed. */
    <T> List<T> together(List<Call<T>> calls) {
        return answers(PATIENCE, calls).stream().map(CiBench::succeeded).toList();
    }

    /** How a call fails that must fail. */
    <T> Failure failed(Call<T> call) {
        return switch (answer(call)) {
            case Answer.Failed<T> failed -> failed.failure();
            case Answer.Value<T> value -> fail("should have failed, but answered " + value.value());
        };
    }

    /** How a change fails that must fail. */
    Failure refused(Deed change) {
        return failed(Deed.call(change));
    }

    /** The answers, each of them one that the contract allows: a value, or a failure that tells no secret. */
    private <T> List<Answer<T>> answers(Duration deadline, List<Call<T>> calls) {
        List<Answer<T>> answers = backend.pace().together(deadline, calls);
        for (Answer<T> answer : answers) {
            if (answer instanceof Answer.Failed<T> failed) {
                Failure failure = failed.failure();
                if (Bench.escaped(failure)) {
                    fail(failure.getMessage(), failure.getCause());
                }
                tellsNoSecret(failure.toString());
            }
        }
        return answers;
    }

    private static <T> T succeeded(Answer<T> answer) {
        return switch (answer) {
            case Answer.Value<T> value -> value.value();
            case Answer.Failed<T> failed -> fail("should have succeeded, but failed", failed.failure());
        };
    }

    /** Starts an agent as the client says: enrolled, under its name, with its spec. */
    void start(String name) {
        MachineName machine = new MachineName(name);
        Optional<Secret> own = get(() -> client().enrol(machine));
        backend.connect(machine, client().agentFor(machine, backend.pool(), own));
    }

    /** The job of that pipeline, as the client shows it. */
    Job shown(String pipeline) {
        List<Job> found = get(client()::queue).jobs().stream()
                .filter(job -> job.pipeline().equals(pipeline))
                .toList();
        return found.size() == 1 ? found.getFirst() : fail("should show one job " + pipeline + ", not " + found);
    }

    /** The job of that pipeline, as the server has it. */
    BackendJob there(String pipeline) {
        return backend.jobs().stream()
                .filter(job -> job.pipeline().equals(pipeline))
                .findFirst()
                .orElseGet(() -> fail("the server has no job " + pipeline + ", but " + backend.jobs()));
    }

    /** Waits until it is so. */
    void await(String what, BooleanSupplier so) {
        for (int i = 0; i < MOMENTS && !so.getAsBoolean(); i++) {
            backend.pace().pass(MOMENT);
        }
        assertTrue(
                so.getAsBoolean(), () -> "should have come true within " + MOMENT.multipliedBy(MOMENTS) + ": " + what);
    }

    void tellsNoSecret(String text) {
        for (String secret : backend.secrets()) {
            assertTrue(!text.contains(secret), () -> "tells a secret: " + text);
        }
    }

    @Override
    public void close() throws IOException {
        try (backend) {
            opened.forEach(CiServer::close);
        }
    }
}
