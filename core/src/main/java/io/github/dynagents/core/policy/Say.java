package io.github.dynagents.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How values are shown to people. */
final class Say {
    private Say() {}

    static String it(Object value) {
        return switch (value) {
            case Duration duration -> duration(duration);
            case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            case Double number -> Double.toString(StrictMath.round(number * 1000) / 1000.0);
            default -> value.toString();
        };
    }

    /** As {@code 90s}, {@code 15m}, {@code 1h30m}: the two largest units that say something. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 0) {
            return "-" + duration(duration.negated());
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 120) {
            return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }
}
