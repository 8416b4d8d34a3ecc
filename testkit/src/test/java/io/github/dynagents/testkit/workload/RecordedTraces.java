package io.github.dynagents.testkit.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The traces that tests replay: some hundred jobs each, as they come from the field or made to be awkward. */
public final class RecordedTraces {
    private RecordedTraces() {}

    /** One by its name. */
    public static Workload named(String name) {
        String file = "/traces/" + name + ".csv.gz";
        try (InputStream in = Objects.requireNonNull(RecordedTraces.class.getResourceAsStream(file), file)) {
            return Trace.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
