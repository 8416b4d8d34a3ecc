package io.github.dynagents.gcp;

import java.time.Duration;
import java.time.Instant;

/** Of several instants. */
final class Earliest {
    private Earliest() {}

    static Instant of(Instant... all) {
        Instant first = Instant.MAX;
        for (Instant each : all) {
            first = each.isBefore(first) ? each : first;
        }
        return first;
    }

    /** Of those that are still to come. */
    static Instant after(Instant now, Instant... all) {
        Instant first = Instant.MAX;
        for (Instant each : all) {
            first = each.isAfter(now) && each.isBefore(first) ? each : first;
        }
        return first;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
