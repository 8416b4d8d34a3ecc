package io.github.dynagents.testkit.drone;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code /api/stream}: server-sent events of public repositories. Silent when a build is enqueued. */
final class EventStream {
    private static final String END = "event: error\ndata: eof\n\n";
    private static final String PING = ": ping\n\n";

    private final Duration pingEvery;
    private final List<BlockingQueue<String>> subscribers = new CopyOnWriteArrayList<>();

    EventStream(Duration pingEvery) {
        this.pingEvery = pingEvery;
    }

    int subscribers() {
        return subscribers.size();
    }

    void publish(BuildRow build) {
        if (build.repo.hidden || subscribers.isEmpty()) {
            return;
        }
        String event = "data: " + build.repo.json().put("build", build.jsonWithStages()) + "\n\n";
        subscribers.forEach(subscriber -> subscriber.add(event));
    }

    /** Ends every open stream. */
    void close() {
        subscribers.forEach(subscriber -> subscriber.add(END));
    }

    /** Keeps the exchange until the reader leaves or the server stops listening. */
    void serve(HttpExchange exchange) throws IOException, InterruptedException {
        BlockingQueue<String> mine = new LinkedBlockingQueue<>();
        var headers = exchange.getResponseHeaders();
        Reply.empty(200).uncached().headers().forEach(headers::set);
        headers.set("Content-Type", "text/event-stream");
        headers.set("Cache-Control", "no-cache");
        headers.set("Connection", "keep-alive");
        headers.set("X-Accel-Buffering", "no");
        headers.set("Vary", "Origin");
        subscribers.add(mine);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            String next = PING;
            while (true) {
                out.write(next.getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (next.equals(END)) {
                    return;
                }
                String event = mine.poll(pingEvery.toMillis(), TimeUnit.MILLISECONDS);
                next = event == null ? PING : event;
            }
        } finally {
            subscribers.remove(mine);
        }
    }
}
