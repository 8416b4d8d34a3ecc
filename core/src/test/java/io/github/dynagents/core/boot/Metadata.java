package io.github.dynagents.core.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance's metadata service over real HTTP on loopback, as EC2's second version: no token, no answer. */
final class Metadata implements AutoCloseable {
    /** How it is out of order. */
    enum Trouble {
        NONE,
        /** Tokens are given, and accepted by nobody. */
        TOKENS_EXPIRE,
        /** Every answer is a page for people. */
        GARBAGE,
        /** Every answer points elsewhere, where a mark would be. */
        REDIRECTS,
        /** No answer ever ends. */
        ENDLESS,
        /** No answer ever begins. */
        HANGS,
        FAILS
    }

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile Optional<String> tag = Optional.empty();
    private volatile boolean interrupted;
    private volatile boolean rebalance;
    private volatile int lease;

    Metadata() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void tag(String value) {
        tag = Optional.of(value);
    }

    void trouble(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Is no metadata service, but answers a lease URL with that status and the tag, and leads elsewhere, where is one too. */
    void lease(int status) {
        lease = status;
    }

    /** Announces that the instance will be interrupted. */
    void interrupt() {
        interrupted = true;
    }

    /** Tells that the instance is more likely to be interrupted. */
    void recommendRebalance() {
        rebalance = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (lease != 0) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                boolean asked =
                        path.equals("/lease") && exchange.getRequestMethod().equals("GET");
                send(exchange, asked ? lease : 200, tag.orElse(""));
                return;
            }
            switch (trouble) {
                case NONE, TOKENS_EXPIRE -> answerWell(exchange, path);
                case GARBAGE -> send(exchange, 200, "<html>\n<body>Ägyptisch \"$(touch /tmp/x)\" 'é`\\\n");
                case REDIRECTS -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    send(exchange, path.equals("/elsewhere") ? 200 : 302, tag.orElse(""));
                }
                case ENDLESS -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (closed.getCount() > 0) {
                        exchange.getResponseBody().write(tag.orElse("").getBytes(StandardCharsets.UTF_8));
                    }
                }
                case HANGS -> closed.await();
                case FAILS -> send(exchange, 500, tag.orElse(""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void answerWell(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/latest/api/token")) {
            boolean asked = exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token-ttl-seconds") != null;
            String token = "AQAEA-_" + given.incrementAndGet() + "==";
            tokens.add(token);
            send(exchange, asked ? 200 : 400, token);
            return;
        }
        String token = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
        if (token == null || !tokens.contains(token) || trouble == Trouble.TOKENS_EXPIRE) {
            send(exchange, 401, tag.orElse(""));
        } else if (path.equals("/latest/meta-data/tags/instance/dynagents-mark") && tag.isPresent()) {
            send(exchange, 200, tag.get());
        } else if (path.equals("/latest/meta-data/spot/instance-action") && interrupted) {
            send(exchange, 200, "{\"action\": \"terminate\"}");
        } else if (path.equals("/latest/meta-data/events/recommendations/rebalance") && rebalance) {
            send(exchange, 200, "{\"noticeTime\": \"2026-11-24T08:22:00Z\"}");
        } else {
            send(exchange, 404, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** It is gone: nothing listens there any more. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
