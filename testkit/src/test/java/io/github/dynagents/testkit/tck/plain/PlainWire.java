package io.github.dynagents.testkit.tck.plain;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Effect;
import io.github.dynagents.core.spi.Failure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests of the right provider, and what becomes of answers. */
final class PlainWire implements AutoCloseable {
    /** Longer than any deadline: whoever waits for us interrupts. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PlainCloud cloud;
    private final Secret token;
    private boolean closed;

    PlainWire(PlainCloud cloud, Secret token) {
        this.cloud = cloud;
        this.token = token;
        cloud.connect();
    }

    Reply read(Request request) throws Failure {
        return send(request, Effect.NONE);
    }

    Reply change(Request request) throws Failure {
        return send(request, Effect.UNKNOWN);
    }

    /** What its token must be allowed. */
    String rights() {
        return "sizes:read machines:read,create,delete";
    }

    /** All pages, or a failure. */
    List<Row> pages(String route) throws Failure {
        List<Row> rows = new ArrayList<>();
        for (int page = 1; ; page++) {
            Reply reply = read(Request.page(route, page));
            rows.addAll(reply.rows());
            if (!reply.more()) {
                return rows;
            }
        }
    }

    private Reply send(Request request, Effect ifLost) throws Failure {
        if (closed) {
            throw Failure.of(Kind.BROKEN, "this account is closed");
        }
        String what = request.method() + " " + request.route() + " " + request.id();
        try {
            Reply reply = cloud.send(token.reveal(), request, PATIENCE);
            boolean isGone = reply.status() == 404 && request.method().equals("DELETE");
            if ((reply.status() == 200 && reply.isJson()) || isGone) {
                return reply;
            }
            throw refusal(reply, what, ifLost);
        } catch (IOException e) {
            throw failure(
                    Kind.UNAVAILABLE,
                    ifLost,
                    what + ": no answer, " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Kind.UNAVAILABLE, ifLost, what + ": no answer before the deadline");
        }
    }

    private static Failure refusal(Reply reply, String what, Effect ifLost) {
        String told = what + ": " + reply.status() + " " + reply.code();
        return switch (reply.status()) {
            case 200 -> failure(Kind.BROKEN, ifLost, what + ": the answer is of something else");
            case 401 -> failure(Kind.DENIED, Effect.NONE, told + "; is the option \"token\" right?");
            case 403 -> failure(reply.code().equals("quota") ? Kind.QUOTA : Kind.DENIED, Effect.NONE, told);
            case 404 -> failure(Kind.INVALID, Effect.NONE, told);
            case 409 -> failure(Kind.INVALID, Effect.NONE, told);
            case 422 ->
                failure(reply.code().equals("no-capacity") ? Kind.NO_CAPACITY : Kind.INVALID, Effect.NONE, told);
            case 429 -> {
                Failure throttled = failure(Kind.THROTTLED, Effect.NONE, told);
                yield reply.retryAfter().map(throttled::retryAfter).orElse(throttled);
            }
            default -> failure(Kind.UNAVAILABLE, ifLost, told);
        };
    }

    private static Failure failure(Kind kind, Effect effect, String what) {
        return effect == Effect.NONE ? Failure.of(kind, what) : Failure.unknownEffect(kind, what);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cloud.disconnect();
        }
    }
}
