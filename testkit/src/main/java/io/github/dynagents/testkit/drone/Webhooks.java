package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Signed posts about builds, one after the other. One that fails is logged and forgotten, as in Drone. */
final class Webhooks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final WebhookTarget target;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("webhooks").factory());

    Webhooks(WebhookTarget target) {
        this.target = target;
    }

    void send(String event, String action, JsonObject body) {
        String name = event + ":" + action;
        boolean wanted = target.events().isEmpty()
                || target.events().stream()
                        .anyMatch(pattern -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + pattern)
                                .matches(Path.of(name)));
        if (wanted) {
            HttpRequest request = signed(event, body.toString().getBytes(StandardCharsets.UTF_8), Instant.now());
            sender.execute(() -> post(request));
        }
    }

    private HttpRequest signed(String event, byte[] body, Instant now) {
        String date = HTTP_DATE.format(now);
        String digest = WebhookSignature.digest(body);
        return HttpRequest.newBuilder(target.endpoint())
                .timeout(Duration.ofMinutes(1))
                .header("X-Drone-Event", event)
                .header("Content-Type", "application/json")
                .header("Date", date)
                .header("Digest", digest)
                .header("Signature", WebhookSignature.header(target.secret(), date, digest))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private void post(HttpRequest request) {
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot send the webhook to " + target.endpoint(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        client.shutdownNow();
    }
}
