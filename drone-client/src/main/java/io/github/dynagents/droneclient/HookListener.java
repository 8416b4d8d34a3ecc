package io.github.dynagents.droneclient;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynagents.core.interpret.BoundedThreads;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.HookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import okio.Buffer;

/**
 * Listens for Drone's webhook and wakes whoever subscribed when a build was made or moved. Whoever cannot sign wakes
 * nobody, and learns nothing.
 */
final class HookListener implements AutoCloseable {
    private static final int LARGEST_BODY = 1 << 20;
    static final int AT_ONCE = 32;
    /** How long a sender may take for its whole request. */
    static final Duration WITHIN = Duration.ofSeconds(10);

    private static final int NO_BODY = -1;

    private final HookSignature signature;
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final BoundedThreads threads;
    private final HttpServer http;

    /** @throws UncheckedIOException if the address cannot be listened at */
    HookListener(Webhook webhook, InstantSource clock, Duration within) {
        threads = new BoundedThreads("drone-webhook-", AT_ONCE, within);
        signature = new HookSignature(webhook.secret(), clock);
        try {
            http = HttpServer.create(webhook.listen(), AT_ONCE);
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException(
                    "cannot listen at " + webhook.listen() + " for Drone's webhook (" + e.getMessage()
                            + "); choose another address, or end what listens there",
                    e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    void add(Runnable wake) {
        wakes.add(wake);
    }

    void remove(Runnable wake) {
        wakes.remove(wake);
    }

    InetSocketAddress address() {
        return http.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), NO_BODY);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return 413;
        }
        Headers headers = exchange.getRequestHeaders();
        if (!signature.holds(first(headers, "Date"), first(headers, "Digest"), first(headers, "Signature"), body)) {
            return 401;
        }
        if (first(headers, "X-Drone-Event").equals("build") && movesTheQueue(body)) {
            wakes.forEach(Runnable::run);
        }
        return 204;
    }

    /** A new build is one; a change of one too, as it can set other stages free. */
    private static boolean movesTheQueue(byte[] body) {
        try {
            HookEvent event = Json.read(Json.HOOK, new Buffer().write(body), "webhook");
            return event != null && ("created".equals(event.action()) || "updated".equals(event.action()));
        } catch (Failure unreadable) {
            return false;
        }
    }

    private static String first(Headers headers, String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}
