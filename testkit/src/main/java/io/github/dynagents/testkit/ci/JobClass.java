package io.github.dynagents.testkit.ci;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Jobs that the same pools serve: those of them that wait, in their order. */
final class JobClass {
    private final List<String> servedBy;
    private final TreeMap<Long, FakeJob> waiting = new TreeMap<>();

    JobClass(List<String> servedBy) {
        this.servedBy = List.copyOf(servedBy);
    }

    List<String> servedBy() {
        return servedBy;
    }

    void add(FakeJob job) {
        waiting.put(job.number(), job);
    }

    void remove(FakeJob job) {
        waiting.remove(job.number());
    }

    Optional<FakeJob> first() {
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(waiting.firstEntry().getValue());
    }
}
