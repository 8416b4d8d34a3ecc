package io.github.dynagents.runner.internal.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times of the day are shown. */
final class Clock {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Clock() {}

    /** As {@code 10:42}. */
    static String of(Instant instant) {
        return TIME.format(instant);
    }

    /** As {@code 0s}, {@code 90s}, {@code 4m}, {@code 1h05m}. */
    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120
                ? seconds + "s"
                : seconds < 7200
                        ? seconds / 60 + "m"
                        : String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }

    /** As {@code 14:59}: minutes and seconds. */
    static String left(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return String.format(Locale.ROOT, "%2d:%02d", seconds / 60, seconds % 60);
    }
}
