package io.github.dynagents.gcp;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** When the cluster's API has answered last, by its own clock. */
final class AnswerDates implements Interceptor {
    private final AtomicReference<Optional<Instant>> last = new AtomicReference<>(Optional.empty());

    /** That of the newest answer; empty if it said none that can be read. */
    Optional<Instant> last() {
        return last.get();
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        read(response).ifPresent(date -> last.set(Optional.of(date)));
    }

    private static Optional<Instant> read(HttpResponse<?> response) {
        try {
            return response.headers("Date").stream()
                    .findFirst()
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
