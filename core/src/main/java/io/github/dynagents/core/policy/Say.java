package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Offering;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How values are shown to people. */
public final class Say {
    private Say() {}

    /** Durations as {@code 90s} or {@code 1h30m}, instants to the second, numbers to three decimals. */
    public static String it(Object value) {
        return switch (value) {
            case Duration duration -> duration(duration);
            case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            case Double number -> Double.toString(StrictMath.round(number * 1000) / 1000.0);
            default -> value.toString();
        };
    }

    /** As {@code c7a.xlarge spot in eu-west-1b}; by its id where no type is known. */
    static String offering(Offering offering) {
        String name = offering.type().isEmpty() ? offering.id().toString() : offering.type();
        String capacity = switch (offering.capacity()) {
            case SPOT -> " spot";
            case ON_DEMAND -> " on demand";
        };
        return name + capacity + (offering.zone().isEmpty() ? "" : " in " + offering.zone());
    }

    /** As {@code interrupted 1 in 40 h}. */
    static String interrupted(double perHour) {
        return "interrupted 1 in " + Math.max(1, StrictMath.round(1 / perHour)) + " h";
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
