package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.spi.OptionValue;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A moment of a recording as people write it, in UTC. A second that is named is meant as a whole: lists show no less, and
 * several ticks may fall into one.
 *
 * @param from its beginning
 * @param until its end
 */
record Moment(Instant from, Instant until) {
    private static final String EXPECTED =
            "expected an instant such as 2026-01-05T14:32:00Z, a time of day such as 14:32, or how long before its end"
                    + " such as -10m";

    /**
     * Which one is meant.
     *
     * @throws IllegalArgumentException if it is none, or not between the two; the message says so
     */
    static Moment of(String text, Instant start, Instant end) {
        Instant meant = read(text, start, end);
        if (meant.isBefore(start)) {
            throw new IllegalArgumentException(
                    "the recording begins only at " + start + ", and " + text + " is before that");
        }
        if (meant.isAfter(end)) {
            throw new IllegalArgumentException("the last tick of the recording is that of " + end + ", and " + text
                    + " is after it; --at -0s explains the last one");
        }
        return new Moment(
                meant, meant.equals(meant.truncatedTo(ChronoUnit.SECONDS)) ? meant.plusNanos(999_999_999) : meant);
    }

    private static Instant read(String text, Instant start, Instant end) {
        try {
            if (text.startsWith("-")) {
                return end.minus((Duration) OptionValue.read(Duration.class, text.substring(1), Path.of("")));
            }
            if (text.contains("T")) {
                return text.endsWith("Z")
                        ? Instant.parse(text)
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            return timeOfDay(LocalTime.parse(text), start, end);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no moment: " + EXPECTED, e);
        }
    }

    /** That of the last day on which it was recorded. */
    private static Instant timeOfDay(LocalTime time, Instant start, Instant end) {
        LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        Instant onLast = day.atTime(time).toInstant(ZoneOffset.UTC);
        Instant before = day.minusDays(1).atTime(time).toInstant(ZoneOffset.UTC);
        return onLast.isAfter(end) && !before.isBefore(start) ? before : onLast;
    }
}
