package io.github.dynagents.runner.internal.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynagents.core.boot.LeaseDesk;
import io.github.dynagents.core.interpret.BoundedThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers machines that fetch their marks: {@code GET …/NAME/TOKEN}, under whatever path a proxy leaves before it. Whoever
 * has no token of a machine that is there gets 404, and learns nothing.
 */
final class LeaseListener implements Opened.Leases {
    private static final int AT_ONCE = 256;
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final int NO_BODY = -1;

    private final LeaseDesk desk;
    private final BoundedThreads threads;
    private final HttpServer http;

    /** @throws UncheckedIOException if the address cannot be listened at */
    LeaseListener(InetSocketAddress listen, LeaseDesk desk) {
        this.desk = desk;
        this.threads = new BoundedThreads("leases-", AT_ONCE, WITHIN);
        try {
            http = HttpServer.create(listen, AT_ONCE);
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException(
                    "cannot listen at " + listen + " for machines that fetch their leases (" + e.getMessage()
                            + "); choose another address for safety.lease-url.listen, or end what listens there",
                    e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    InetSocketAddress address() {
        return http.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, NO_BODY);
                return;
            }
            Optional<String> mark = mark(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (mark.isEmpty()) {
                exchange.sendResponseHeaders(404, NO_BODY);
                return;
            }
            byte[] line = (mark.get() + "\n").getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
        }
    }

    private Optional<String> mark(String path) {
        List<String> parts =
                Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
        return parts.size() < 2
                ? Optional.empty()
                : desk.answer(parts.get(parts.size() - 2), parts.get(parts.size() - 1));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}
