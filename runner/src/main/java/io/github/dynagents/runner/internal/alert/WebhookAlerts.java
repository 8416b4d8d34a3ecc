package io.github.dynagents.runner.internal.alert;

import com.squareup.moshi.JsonWriter;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okio.Buffer;

/**
 * Posts alerts as JSON, one after another, on a thread of its own. Whatever the other end does, {@link #accept} returns
 * at once: what waits is bounded, and of too many the oldest are dropped. What cannot be posted is logged, without the
 * address, which may hold a secret.
 */
public final class WebhookAlerts implements Consumer<Alert>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.alerts");

    private static final int MOST_WAITING = 100;
    private static final int TRIES = 3;
    private static final Duration DRAINS_WITHIN = Duration.ofSeconds(3);

    private final BlockingQueue<Alert> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger unsent = new AtomicInteger();
    private final String owner;
    private final URI url;
    private final Duration timeout;
    private final Duration betweenTries;
    private final HttpClient client;
    private final Thread thread;

    /** Begins to wait for alerts. */
    public WebhookAlerts(String owner, Secret url) {
        this(owner, url, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    WebhookAlerts(String owner, Secret url, Duration timeout, Duration betweenTries) {
        this.owner = owner;
        this.url = URI.create(url.reveal());
        this.timeout = timeout;
        this.betweenTries = betweenTries;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.thread = new Thread(this::run, "dynagents-alerts");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(Alert alert) {
        unsent.incrementAndGet();
        while (!waiting.offer(alert)) {
            Alert oldest = waiting.poll();
            if (oldest != null) {
                unsent.decrementAndGet();
                LOG.log(Level.WARNING, "too many alerts wait; dropped is " + oldest.key());
            }
        }
    }

    private void run() {
        try {
            while (true) {
                Alert alert = waiting.take();
                post(alert);
                unsent.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void post(Alert alert) throws InterruptedException {
        String problem = "";
        for (int tried = 0; tried < TRIES; tried++) {
            if (tried > 0) {
                Thread.sleep(betweenTries);
            }
            problem = tryPosting(alert);
            if (problem.isEmpty()) {
                return;
            }
        }
        LOG.log(
                Level.WARNING,
                "the alert " + alert.key() + " (" + alert.state() + ") did not reach alerts.webhook in " + TRIES
                        + " tries: " + problem);
    }

    /** What went wrong, in words of ours: those of an exception may hold the address. */
    private String tryPosting(Alert alert) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(timeout)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "dynagents")
                    .POST(HttpRequest.BodyPublishers.ofString(json(alert)))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? "" : "HTTP status " + status;
        } catch (IOException | IllegalArgumentException e) {
            return e.getClass().getSimpleName();
        }
    }

    private String json(Alert alert) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", alert.key());
        fields.put("state", alert.state().name());
        fields.put("text", alert.text());
        fields.put("since", alert.since().toString());
        fields.put("at", alert.at().toString());
        fields.put("owner", owner);
        try (Buffer buffer = new Buffer();
                JsonWriter writer = JsonWriter.of(buffer)) {
            writer.jsonValue(fields);
            return buffer.readUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; what waits has a few seconds to be posted. */
    @Override
    public void close() {
        try {
            long end = System.nanoTime() + DRAINS_WITHIN.toNanos();
            while (unsent.get() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        client.shutdownNow();
    }
}
