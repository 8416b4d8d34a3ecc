package io.github.dynagents.testkit.drone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of the webhook gets. */
class WebhookTest {
    private static final Secret SECRET = new Secret("hook-secret-invented");

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final HttpServer sink;

    WebhookTest() throws Exception {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    }

    @BeforeEach
    void listen() {
        sink.createContext("/hook", exchange -> {
            deliveries.add(Delivery.of(exchange));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void close() {
        sink.stop(0);
    }

    private DroneHttpServer server(String... events) {
        URI endpoint = URI.create("http://127.0.0.1:" + sink.getAddress().getPort() + "/hook");
        DroneHttpServer server = SeededServer.settings()
                .webhook(new WebhookTarget(endpoint, SECRET, List.of(events)))
                .start();
        server.addRepo(SeededServer.REPO);
        return server;
    }

    private Delivery next() throws InterruptedException {
        return Objects.requireNonNull(deliveries.poll(20, TimeUnit.SECONDS), "no delivery within 20 s");
    }

    @Test
    void aBuildIsToldOfAsRecordedFromItsCreationToItsCancellation() throws Exception {
        try (DroneHttpServer server = server("build:*")) {
            SeededServer.seed(server);
            server.pipeline(SeededServer.REPO, StageSpec.exec("default"));
            Http.to(server).asAdmin(server, "POST", "/api/repos/octo/hello/builds/1");
            HandRunner runner = HandRunner.of(server, "agent-hook0001");
            runner.step(runner.begin(11, "work").objects("steps").getFirst(), "running", 0);
            Http.to(server).asAdmin(server, "DELETE", "/api/repos/octo/hello/builds/6");
            List<Delivery> ofBuild6 = new ArrayList<>();
            while (ofBuild6.size() < 3) {
                Delivery delivery = next();
                if (delivery.body.object("build").number("number") == 6) {
                    ofBuild6.add(delivery);
                }
            }
            List<JsonObject> recorded = JsonObject.objects(JsonObject.read(Recorded.text("webhooks.json")));
            for (int i = 0; i < recorded.size(); i++) {
                Recorded.compareJson(
                        "webhook " + i,
                        recorded.get(i).fields().get("body"),
                        ofBuild6.get(i).body.fields());
            }
        }
    }

    @Test
    void itsHeadersAreAsRecordedAndItsSignatureHolds() throws Exception {
        JsonObject recorded = JsonObject.objects(JsonObject.read(Recorded.text("webhooks.json")))
                .getFirst()
                .object("headers");
        try (DroneHttpServer server = server("build:*")) {
            server.enqueue(SeededServer.REPO, StageSpec.exec("default"));
            Delivery delivery = next();
            assertThat(delivery.event).isEqualTo(recorded.text("X-Drone-Event"));
            assertThat(masked(delivery.signature)).isEqualTo(masked(recorded.text("Signature")));
            assertThat(delivery.date.replaceAll("[0-9]", "0").substring(3))
                    .hasSize(recorded.text("Date").length() - 3)
                    .endsWith(" GMT");
            assertThat(delivery.digest)
                    .isEqualTo(WebhookSignature.digest(delivery.bytes.getBytes(StandardCharsets.UTF_8)));
            assertThat(delivery.signature)
                    .isEqualTo(WebhookSignature.header(SECRET, delivery.date, delivery.digest))
                    .isNotEqualTo(WebhookSignature.header(new Secret("other"), delivery.date, delivery.digest));
        }
    }

    /** A delivery of a real Drone 2.0.4 whose secret was "hook-secret-invented". */
    @Test
    void aSignatureIsWhatARealServerMakesOfTheSameDateAndDigest() {
        assertThat(WebhookSignature.header(
                        SECRET,
                        "Tue, 24 Nov 2026 02:53:04 GMT",
                        "SHA-256=m03+2ylgiU0qxV68CeQhA/looOpcvGB1zjSOpj611Ck="))
                .isEqualTo(
                        "keyId=\"hmac-key\",algorithm=\"hmac-sha256\",signature=\"kUw3OkAr/H2IYni/lBRvcUj8rBmuMkpr44aUVxCyOv8=\",headers=\"date digest\"");
    }

    @Test
    void aPatternMustMatchEventAndActionAsAWhole() throws Exception {
        try (DroneHttpServer server = server("build", "build:updated")) {
            server.enqueue(SeededServer.REPO, StageSpec.exec("default"));
            Http.to(server).asAdmin(server, "DELETE", "/api/repos/octo/hello/builds/1");
            assertThat(next().body.text("action")).isEqualTo("updated");
            assertThat(deliveries).isEmpty();
        }
    }

    private static String masked(String signature) {
        return signature.replaceAll("signature=\"[A-Za-z0-9+/]{43}=\"", "signature=\"(44 letters)\"");
    }

    private record Delivery(String event, String date, String digest, String signature, String bytes, JsonObject body) {
        static Delivery of(HttpExchange exchange) throws IOException {
            String bytes = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            return new Delivery(
                    header(exchange, "X-Drone-Event"),
                    header(exchange, "Date"),
                    header(exchange, "Digest"),
                    header(exchange, "Signature"),
                    bytes,
                    JsonObject.parse(bytes));
        }

        private static String header(HttpExchange exchange, String name) {
            return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(name), name);
        }
    }
}
