package io.github.dynagents.droneclient;

import io.github.dynagents.testkit.tck.RawFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import okio.ByteString;

/** Stands between a client and its server, byte for byte, and lets requests go wrong as it is told. */
final class FaultyWire implements AutoCloseable {
    private static final Answer OTHER_JSON =
            Answer.of(200, "application/json", "{\"this\":\"is no answer to anything\"}");

    private final URI server;
    private final HttpClient client;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Trouble> trouble = new AtomicReference<>(new Trouble(asked -> false, (s, a) -> {}));

    /** Passes requests on to that server by that client. */
    FaultyWire(HttpClient client, URI server) throws IOException {
        this.client = client;
        this.server = server;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    long requests() {
        return requests.get();
    }

    int connections() {
        return open.size();
    }

    /** What goes wrong with the requests that are meant, instead of their being passed on. */
    private record Trouble(Predicate<String> meant, Wrong wrong) {}

    /** What is done with a request; {@link Passed#on} passes it on to the server. */
    private interface Wrong {
        void with(Socket socket, Passed passed) throws IOException, InterruptedException;
    }

    /** Passes a request on. */
    private interface Passed {
        Answer on() throws IOException, InterruptedException;
    }

    /** A whole answer. */
    private record Answer(int status, String contentType, ByteString body, String more) {
        static Answer of(int status, String contentType, String body) {
            return new Answer(status, contentType, ByteString.encodeUtf8(body), "");
        }

        Answer with(String header) {
            return new Answer(status, contentType, body, header + "\r\n");
        }

        void write(OutputStream out, int bytes) throws IOException {
            String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
            String length = status == 204 || status == 304 ? "" : "Content-Length: " + body.size() + "\r\n";
            out.write(("HTTP/1.1 " + status + " Something\r\n" + type + length + more + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body.toByteArray(), 0, bytes);
            out.flush();
        }
    }

    /** From now on requests such as {@code GET /api/queue} go wrong where they are meant. */
    void breaks(Predicate<String> meant, RawFault fault) {
        trouble.set(new Trouble(
                meant,
                switch (fault) {
                    case TIMEOUT_BEFORE -> (socket, passed) -> hang();
                    case TIMEOUT_AFTER ->
                        (socket, passed) -> {
                            passed.on();
                            hang();
                        };
                    case RESET_BEFORE -> (socket, passed) -> reset(socket);
                    case RESET_AFTER ->
                        (socket, passed) -> {
                            passed.on();
                            reset(socket);
                        };
                    case UNAUTHORIZED -> says(Answer.of(401, "application/json", "{\"message\":\"Unauthorized\"}"));
                    case FORBIDDEN -> says(Answer.of(403, "application/json", "{\"message\":\"Forbidden\"}"));
                    case NOT_FOUND -> says(Answer.of(404, "application/json", "{\"message\":\"Not Found\"}"));
                    case CONFLICT -> says(Answer.of(409, "text/plain", "Optimistic Lock Error"));
                    case UNPROCESSABLE -> says(Answer.of(422, "application/json", "{\"message\":\"no\"}"));
                    case THROTTLED -> says(Answer.of(429, "text/plain", "slow down"));
                    case THROTTLED_FOR_SEVEN_SECONDS ->
                        says(Answer.of(429, "text/plain", "slow down").with("Retry-After: 7"));
                    case SERVER_ERROR_BEFORE -> says(Answer.of(503, "text/plain", ""));
                    case SERVER_ERROR_AFTER ->
                        (socket, passed) -> {
                            passed.on();
                            write(socket, Answer.of(500, "application/json", "{\"message\":\"database is locked\"}"));
                        };
                    case HALF_ANSWER ->
                        (socket, passed) -> {
                            Answer whole = passed.on();
                            whole.write(socket.getOutputStream(), whole.body().size() / 2);
                            socket.close();
                        };
                    case WRONG_ANSWER ->
                        (socket, passed) -> {
                            passed.on();
                            write(socket, OTHER_JSON);
                        };
                    case NO_CAPACITY, QUOTA -> throw new IllegalArgumentException("no CI server knows " + fault);
                }));
    }

    /** From now on requests are answered so where they are meant. */
    void answers(Predicate<String> meant, int status, String contentType, String body) {
        trouble.set(new Trouble(meant, says(Answer.of(status, contentType, body))));
    }

    void mend() {
        trouble.set(new Trouble(asked -> false, (socket, passed) -> {}));
    }

    private static Wrong says(Answer answer) {
        return (socket, passed) -> write(socket, answer);
    }

    private static void write(Socket socket, Answer answer) throws IOException {
        answer.write(socket.getOutputStream(), answer.body().size());
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void hang() throws InterruptedException {
        closed.await();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listening.accept();
                // Else head and body, written apart, wait for each other.
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException end) {
            closed.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (List<String> head = head(in); !head.isEmpty() && !socket.isClosed(); head = head(in)) {
                requests.incrementAndGet();
                String[] line = head.getFirst().split(" ", -1);
                List<String> headers = head.subList(1, head.size());
                Passed passed = () -> pass(line[0], line[1], headers);
                Trouble now = trouble.get();
                if (now.meant().test(line[0] + " " + line[1])) {
                    now.wrong().with(socket, passed);
                } else {
                    write(socket, passed.on());
                }
            }
        } catch (IOException end) {
            // The client hung up, or this was told to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Lines up to the empty one; none at the connection's end. Drone's clients send no bodies. */
    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            head.append((char) next);
        }
        return head.toString().strip().lines().toList();
    }

    private Answer pass(String method, String path, List<String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        headers.stream()
                .filter(header -> header.matches("(?i)(authorization|accept): .*"))
                .forEach(header -> request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]));
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                ByteString.of(answer.body()),
                "");
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
