package io.github.dynagents.testkit.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.spi.Finished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads on about finished jobs from cursor to cursor, as core does. */
final class FinishedReader {
    /** More answers than any test of the contract needs. */
    private static final int MANY = 500;

    private final CiBench ci;
    private String cursor;
    private long dearest;

    /** Begins now. */
    FinishedReader(CiBench ci) {
        this.ci = ci;
        cursor = ci.get(() -> ci.client().finishedSince(Optional.empty())).cursor();
    }

    /** The cursor of the latest answer. */
    String cursor() {
        return cursor;
    }

    /** How many requests an answer has cost at most. */
    long dearest() {
        return dearest;
    }

    /** All that is told until nothing comes twice in a row. */
    List<FinishedJob> all() {
        List<FinishedJob> all = new ArrayList<>();
        int answers = 0;
        for (int nothing = 0; nothing < 2; ) {
            List<FinishedJob> more = next();
            all.addAll(more);
            assertTrue(answers++ < MANY, () -> "tells of finished jobs for ever, " + all.size() + " by now");
            nothing = more.isEmpty() ? nothing + 1 : 0;
        }
        return all;
    }

    /** The pipelines of {@link #all}. */
    List<String> pipelines() {
        return all().stream().map(FinishedJob::pipeline).toList();
    }

    private List<FinishedJob> next() {
        long before = ci.backend().requests().orElse(0);
        Finished finished = ci.get(() -> ci.client().finishedSince(Optional.of(cursor)));
        dearest = Math.max(dearest, ci.backend().requests().orElse(0) - before);
        cursor = finished.cursor();
        List<Instant> stops = finished.jobs().stream().map(FinishedJob::stopped).toList();
        assertEquals(stops.stream().sorted().toList(), stops, "ends, the oldest first");
        return finished.jobs();
    }
}
