package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.History;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Builds of one job each, some of which fail so often before they are shown. */
final class ScriptedHistory implements History {
    private final Deque<Step> steps = new ArrayDeque<>();
    private int read;

    private static final class Step {
        private final Optional<Failure> failure;
        private int failures;

        Step(int failures, Optional<Failure> failure) {
            this.failures = failures;
            this.failure = failure;
        }
    }

    ScriptedHistory shows(int builds) {
        for (int i = 0; i < builds; i++) {
            steps.add(new Step(0, Optional.empty()));
        }
        return this;
    }

    ScriptedHistory fails(int times, Failure failure) {
        steps.add(new Step(times, Optional.of(failure)));
        return this;
    }

    @Override
    public boolean isOver() {
        return steps.isEmpty();
    }

    @Override
    public List<FinishedJob> next() throws Failure {
        Step step = steps.getFirst();
        if (step.failure.isPresent() && step.failures-- > 0) {
            throw step.failure.get();
        }
        steps.removeFirst();
        read++;
        Instant began = Instant.ofEpochSecond(1000 + read);
        return List.of(FinishedJob.builder(new JobId("ci", "" + read), "r", "p", began, began)
                .build());
    }

    @Override
    public boolean skip() {
        steps.removeFirst();
        read++;
        return true;
    }

    @Override
    public int found() {
        return read + steps.size();
    }

    @Override
    public int read() {
        return read;
    }

    @Override
    public void close() {}
}
