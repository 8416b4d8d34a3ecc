package io.github.dynagents.testkit.drone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The port: opens and closes it, finds the route of each request and writes the answer. */
final class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    private final RouteTable routes;
    private final EventStream events;
    private final Map<String, Reply> canned = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final int port;
    private Optional<Open> open;

    /** Takes the port; nothing is answered before {@link #listen}. */
    Listener(int wantedPort, RouteTable routes, EventStream events) throws IOException {
        this.routes = routes;
        this.events = events;
        HttpServer server = bound(wantedPort);
        this.port = server.getAddress().getPort();
        this.open = Optional.of(new Open(server, false));
    }

    int port() {
        return port;
    }

    synchronized void listen() throws IOException {
        if (open.isPresent() && open.get().started) {
            return;
        }
        HttpServer server = open.isPresent() ? open.get().server : bound(port);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        open = Optional.of(new Open(server, true));
    }

    synchronized void stop() {
        open.ifPresent(each -> each.server.stop(0));
        open = Optional.empty();
    }

    long requests(String method, String path) {
        return Optional.ofNullable(requests.get(method + " " + path))
                .map(LongAdder::sum)
                .orElse(0L);
    }

    void answer(String path, int status, String contentType, String body) {
        canned.put(path, Reply.of(status, contentType, body));
    }

    void answerNormally(String path) {
        canned.remove(path);
    }

    private static HttpServer bound(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.computeIfAbsent(exchange.getRequestMethod() + " " + path, key -> new LongAdder())
                    .increment();
            Optional<Reply> fixed = Optional.ofNullable(canned.get(path));
            if (fixed.isPresent()) {
                write(exchange, fixed.get());
            } else if (path.equals("/api/stream") && exchange.getRequestMethod().equals("GET")) {
                events.serve(exchange);
            } else {
                write(exchange, reply(exchange, path));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a caller left before the answer: {0}", e.getMessage());
        }
    }

    private Reply reply(HttpExchange exchange, String path) throws InterruptedException {
        Optional<RouteTable.Match> match = routes.find(exchange.getRequestMethod(), path);
        boolean api = path.startsWith("/api/");
        Reply reply;
        if (match.isPresent()) {
            reply = answer(match.get(), exchange);
        } else if (api) {
            reply = Reply.error(404, "404 page not found");
        } else {
            reply = Reply.empty(303).with("Location", "/welcome");
        }
        return api ? reply.uncached().with("Vary", "Origin") : reply;
    }

    private static Reply answer(RouteTable.Match match, HttpExchange exchange) throws InterruptedException {
        try {
            return match.handler().answer(Call.of(exchange, match.parts()));
        } catch (DroneStore.NoRow e) {
            return Reply.message(404, String.valueOf(e.getMessage()));
        } catch (RepoRoutes.NotANumber e) {
            return Reply.message(400, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot answer " + exchange.getRequestURI().getPath(),
                    e);
            return Reply.message(500, String.valueOf(e.getMessage()));
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }

    private record Open(HttpServer server, boolean started) {}
}
