package io.github.dynagents.digitalocean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.util.EntityUtils;

/**
 * One whole answer.
 *
 * @param headers by name in lower case
 * @param took from the request to the last byte of the answer
 */
record Answer(int status, SortedMap<String, String> headers, String body, Duration took) {
    /** @throws IOException if it ends in the middle */
    static Answer read(HttpResponse response, Duration took) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : response.getAllHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        String body = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8);
        return new Answer(
                response.getStatusLine().getStatusCode(), Collections.unmodifiableSortedMap(headers), body, took);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }

    /** A header that is a whole number. */
    Optional<Long> number(String name) {
        return header(name).filter(text -> text.matches("[0-9]{1,15}")).map(Long::valueOf);
    }

    /** DigitalOcean's own time when it answered, to the second. */
    Optional<Instant> date() {
        return header("date").flatMap(Answer::instant);
    }

    /** How long it asks to wait: in so many words, or until its rate limit lets the next request pass. */
    Optional<Duration> retryAfter() {
        return number("retry-after")
                .map(Duration::ofSeconds)
                .or(() -> header("retry-after").flatMap(Answer::instant).flatMap(this::until))
                .or(this::untilReset);
    }

    /** Until the oldest request that counts against the rate limit counts no more; a second at least. */
    Optional<Duration> untilReset() {
        return number("ratelimit-reset").map(Instant::ofEpochSecond).flatMap(this::until);
    }

    private Optional<Duration> until(Instant then) {
        return date().map(now -> Duration.between(now, then))
                .map(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
