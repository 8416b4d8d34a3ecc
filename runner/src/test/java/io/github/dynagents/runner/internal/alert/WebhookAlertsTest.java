package io.github.dynagents.runner.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.runner.internal.log.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on the loopback interface. */
class WebhookAlertsTest {
    private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");

    private final StringWriter log = new StringWriter();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private boolean holdsBack;
    private HttpServer server = unbound();

    private static HttpServer unbound() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void aServerThatListens() throws IOException {
        Logs.install(new PrintWriter(log, true), Logs.Format.text, Logs.Threshold.info);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void itEnds() {
        mayAnswer.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        int status;
        synchronized (answers) {
            status = answers.isEmpty() ? 204 : answers.removeFirst();
        }
        if (holdsBack) {
            await(mayAnswer);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebhookAlerts alerts() {
        return alerts(server.getAddress().getPort());
    }

    private static WebhookAlerts alerts(int port) {
        Secret url = new Secret("http://127.0.0.1:" + port + "/hook/s3cr3t?token=s3cr3t");
        return new WebhookAlerts("acme-ci", url, Duration.ofSeconds(30), Duration.ofMillis(10));
    }

    private static Alert alert(String key) {
        return new Alert(key, "a \"quoted\" text", Alert.State.begun, AT, AT.plusSeconds(60));
    }

    private String next() throws InterruptedException {
        String next = received.poll(1, TimeUnit.MINUTES);
        assertThat(next).as("a request came").isNotNull();
        return String.valueOf(next);
    }

    @Test
    void eachAlertIsPostedAsJson() throws Exception {
        try (WebhookAlerts alerts = alerts()) {
            alerts.accept(alert("blind/drone"));

            assertThat(next())
                    .isEqualTo(
                            "POST /hook/s3cr3t?token=s3cr3t application/json {\"key\":\"blind/drone\",\"state\":\"begun\","
                                    + "\"text\":\"a \\\"quoted\\\" text\",\"since\":\"2026-11-24T18:00:00Z\","
                                    + "\"at\":\"2026-11-24T18:01:00Z\",\"owner\":\"acme-ci\"}");
        }
    }

    @Test
    void oneThatIsRefusedIsTriedAgain() throws Exception {
        answers.addAll(List.of(500, 429));
        try (WebhookAlerts alerts = alerts()) {
            alerts.accept(alert("strangers"));
            assertThat(List.of(next(), next(), next())).hasSize(3).containsOnly(first("strangers"));
        }
        assertThat(log.toString()).isEmpty();
    }

    private static String first(String key) {
        return "POST /hook/s3cr3t?token=s3cr3t application/json {\"key\":\"" + key + "\",\"state\":\"begun\","
                + "\"text\":\"a \\\"quoted\\\" text\",\"since\":\"2026-11-24T18:00:00Z\","
                + "\"at\":\"2026-11-24T18:01:00Z\",\"owner\":\"acme-ci\"}";
    }

    @Test
    void oneThatIsRefusedForGoodIsLoggedWithoutItsAddressAndTheNextIsPosted() throws Exception {
        answers.addAll(List.of(403, 403, 403));
        try (WebhookAlerts alerts = alerts()) {
            alerts.accept(alert("a"));
            alerts.accept(alert("b"));
            List<String> requests = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                requests.add(next());
            }
            assertThat(requests).containsExactly(first("a"), first("a"), first("a"), first("b"));
        }
        assertThat(log.toString())
                .contains("the alert a (begun) did not reach alerts.webhook in 3 tries: HTTP status 403")
                .doesNotContain("s3cr3t");
    }

    @Test
    void aDeadWebhookIsLoggedWithoutItsAddress() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (WebhookAlerts alerts = alerts(nobody)) {
            alerts.accept(alert("a")); // closing waits for what is unsent
        }
        assertThat(log.toString()).contains("in 3 tries: ConnectException").doesNotContain("s3cr3t");
    }

    @Test
    void whileItHangsNobodyWaitsAndOfTooManyTheNewestAreKept() throws Exception {
        holdsBack = true;
        try (WebhookAlerts alerts = alerts()) {
            alerts.accept(alert("first"));
            next(); // it hangs
            for (int i = 1; i <= 150; i++) {
                alerts.accept(alert("k" + i));
            }
            assertThat(log.toString())
                    .contains("dropped is k1\n", "dropped is k50\n")
                    .doesNotContain("dropped is k51\n");
            mayAnswer.countDown();
            assertThat(next()).isEqualTo(first("k51"));
        }
    }
}
