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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** {@code /api/stream}: server-sent events of public repositories. Silent when a build is enqueued. */
final class EventStream {
    private static final String END = "event: error\ndata: eof\n\n";
    private static final String PING = ": ping\n\n";

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition gone = lock.newCondition();
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

    /** Ends every open stream and gives their readers a moment to be told. */
    void close() {
        subscribers.forEach(subscriber -> subscriber.add(END));
        lock.lock();
        try {
            long left = FAREWELL.toNanos();
            while (!subscribers.isEmpty() && left > 0) {
                left = gone.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void leave(BlockingQueue<String> subscriber) {
        lock.lock();
        try {
            subscribers.remove(subscriber);
            gone.signalAll();
        } finally {
            lock.unlock();
        }
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
        try (OutputStream out = opened(exchange)) {
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
            leave(mine);
        }
    }

    private static OutputStream opened(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
