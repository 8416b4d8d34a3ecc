package io.github.dynagents.testkit.tck.plain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An answer of the plain cloud: rows of fields, and whether there are more pages. */
public record Reply(
        int status, String code, boolean isJson, List<Row> rows, boolean more, Optional<Duration> retryAfter) {
    public static Reply rows(List<Row> rows, boolean more) {
        return new Reply(200, "", true, rows, more, Optional.empty());
    }

    public static Reply refused(int status, String code) {
        return new Reply(status, code, true, List.of(), false, Optional.empty());
    }
}
