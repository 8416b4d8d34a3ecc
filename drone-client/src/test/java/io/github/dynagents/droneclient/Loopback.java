package io.github.dynagents.droneclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** A real HTTP server on loopback that answers as it is told and remembers what it was asked. */
final class Loopback implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param answers from {@code GET /api/queue} and the exchange to the answer */
    Loopback(BiFunction<String, HttpExchange, Fixture> answers) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            try (exchange) {
                String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                asked.add(what);
                tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                Fixture answer = answers.apply(what, exchange);
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(
                        answer.status(),
                        answer.body().size() == 0 ? -1 : answer.body().size());
                exchange.getResponseBody().write(answer.body().toByteArray());
            }
        });
        http.start();
    }

    static Loopback always(Fixture answer) {
        return new Loopback((what, exchange) -> answer);
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
