package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import io.github.dynagents.droneclient.internal.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Says what an answer other than the one wished for means, and what to do about it. */
final class Refusals {
    private final HttpUrl base;
    private final Secret token;
    private final InstantSource clock;

    Refusals(HttpUrl base, Secret token, InstantSource clock) {
        this.base = base;
        this.token = token;
        this.clock = clock;
    }

    /** Lets a JSON answer of status 200 pass. */
    Reply accepted(Reply reply) throws Failure {
        if (reply.status() != 200) {
            throw of(reply);
        }
        if (!reply.isJson()) {
            throw Failure.of(
                    Kind.BROKEN,
                    reply.call() + " answered 200 with "
                            + Text.line(reply.header("Content-Type").orElse("no content type"))
                            + " instead of JSON: this is not a Drone API; check the server's address (" + base + ")");
        }
        return reply;
    }

    /** What a status other than 200 means for a write: a server that failed at it (5xx) may have done it. */
    Failure ofWrite(Reply reply) {
        Failure failure = of(reply);
        if (reply.status() < 500) {
            return failure;
        }
        Failure doubtful = Failure.unknownEffect(failure.kind(), String.valueOf(failure.getMessage()));
        return failure.retryAfter().map(doubtful::retryAfter).orElse(doubtful);
    }

    /** What a status other than 200 means. */
    Failure of(Reply reply) {
        int status = reply.status();
        String said = reply.call() + " answered " + status + said(reply);
        return switch (status) {
            case 401 ->
                Failure.of(
                        Kind.DENIED,
                        said + ": the token was refused; a token of an administrator is shown at "
                                + base.newBuilder().addPathSegment("account").build()
                                + " when signed in, or set by the server's DRONE_USER_CREATE");
            case 403 ->
                Failure.of(
                        Kind.DENIED,
                        said + ": the token is valid but not an administrator's; make its user one"
                                + " (DRONE_USER_CREATE=username:NAME,machine:true,admin:true, or: drone user update"
                                + " NAME --admin)");
            case 404 ->
                Failure.of(
                        Kind.INVALID,
                        said + ": no such thing there; check that " + base + " is the address of a Drone 1 or 2"
                                + " server, and that the token's user may use the repository");
            case 429 -> waiting(Failure.of(Kind.THROTTLED, said + ": asked too often"), reply);
            case 503 -> waiting(Failure.of(Kind.UNAVAILABLE, said + ": the server cannot now"), reply);
            default -> other(reply, said);
        };
    }

    private static Failure other(Reply reply, String said) {
        if (reply.status() >= 500) {
            return Failure.of(Kind.UNAVAILABLE, said + ": the server failed at it; see its log");
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            return Failure.of(
                    Kind.INVALID,
                    said + ", pointing to "
                            + reply.header("Location").map(Refusals::bare).orElse("nowhere")
                            + ": redirects are not followed, so that the token never leaves its host; check the"
                            + " server's address (http or https, host, path)");
        }
        return Failure.of(Kind.INVALID, said);
    }

    /** The target of a redirect up to its query, which may hold secrets. */
    private static String bare(String location) {
        HttpUrl url = HttpUrl.parse(location);
        if (url != null) {
            return Text.bare(url);
        }
        return Text.line(location.split("[?#]", 2)[0]);
    }

    private String said(Reply reply) {
        if (!reply.isJson()) {
            return "";
        }
        try {
            Refusal refusal = Json.read(Json.REFUSAL, reply.body().copy(), reply.call());
            String message = refusal == null || refusal.message() == null ? "" : refusal.message();
            return message.isBlank() ? "" : " (" + Text.line(message.replace(token.reveal(), "***")) + ")";
        } catch (Failure notDronesWay) {
            return "";
        }
    }

    private Failure waiting(Failure failure, Reply reply) {
        return retryAfter(reply).map(failure::retryAfter).orElse(failure);
    }

    private Optional<Duration> retryAfter(Reply reply) {
        Optional<String> header = reply.header(Transport.RETRY_AFTER).map(String::strip);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        if (header.get().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.get())));
        }
        try {
            Instant until = ZonedDateTime.parse(header.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
