package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiServer.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a webhook that a real Drone 2 server sent; its secret was {@code hooksecret}. */
class WebhookTest {
    private static final Instant SENT = Instant.parse("2026-11-24T02:14:14Z");
    private static final ByteString BODY = Fixture.bytes("drone-2/webhook-created.json");

    private final AtomicInteger woken = new AtomicInteger();
    private Instant now = SENT.plusSeconds(1);
    private final DroneServer drone = drone("http://127.0.0.1:1", AMD64)
            .webhook(new Webhook(anyPort(), new Secret("hooksecret")))
            .clock(clock())
            .build();
    private final Subscription subscription = drone.onChange(woken::incrementAndGet);

    @AfterEach
    void close() {
        drone.close();
    }

    @Test
    void aSignedWebhookWakes() throws IOException {
        assertThat(send(captured(), BODY)).isEqualTo(204);
        assertThat(woken).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"-300, 204", "300, 204", "-301, 401", "301, 401"})
    void anOldOneDoesNotWake(long seconds, int status) throws IOException {
        now = SENT.plusSeconds(seconds);

        assertThat(send(captured(), BODY)).isEqualTo(status);
        assertThat(woken).hasValue(status == 204 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Date", "Digest", "Signature"})
    void oneWithoutItsHeadersDoesNotWake(String header) throws IOException {
        Map<String, String> headers = captured();
        headers.remove(header);

        assertThat(send(headers, BODY)).isEqualTo(401);
        assertThat(woken).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Date      | 14:14 | 14:15",
                "Digest    | SHA-256=/ | SHA-256=A",
                "Signature | signature=\"s | signature=\"S",
                "Signature | hmac-key | other-key",
                "Signature | hmac-sha256 | hmac-sha1",
                "Signature | date digest | date",
                "Signature | , | ;"
            })
    void aChangedHeaderDoesNotWake(String header, String was, String becomes) throws IOException {
        Map<String, String> headers = captured();
        headers.computeIfPresent(header, (name, value) -> value.replace(was, becomes));
        assertThat(headers).isNotEqualTo(captured());

        assertThat(send(headers, BODY)).isEqualTo(401);
        assertThat(woken).hasValue(0);
    }

    @Test
    void aChangedBodyDoesNotWake() throws IOException {
        ByteString changed = ByteString.encodeUtf8(BODY.utf8().replace("created", "updated"));

        assertThat(send(captured(), changed)).isEqualTo(401);
        assertThat(woken).hasValue(0);
    }

    @Test
    void aChangeOfABuildWakesToo() throws IOException {
        assertThat(send(captured("webhook-updated"), Fixture.bytes("drone-2/webhook-updated.json")))
                .isEqualTo(204);
        assertThat(woken).hasValue(1);
    }

    @Test
    void anotherEventDoesNotWake() throws IOException {
        Map<String, String> headers = captured();
        headers.put("X-Drone-Event", "user");

        assertThat(send(headers, BODY)).isEqualTo(204);
        assertThat(woken).hasValue(0);
    }

    @Test
    void aBodyLargerThanAnyWebhookIsRefused() throws IOException {
        assertThat(send(captured(), ByteString.of(new byte[(1 << 20) + 1]))).isEqualTo(413);
    }

    @Test
    void whatIsNoPostIsRefused() throws IOException {
        Request get = new Request.Builder().url(address()).build();
        try (Response response = new OkHttpClient().newCall(get).execute()) {
            assertThat(response.code()).isEqualTo(405);
        }
    }

    @Test
    void whoNoLongerListensIsNotWoken() throws IOException {
        AtomicInteger other = new AtomicInteger();
        try (Subscription second = drone.onChange(other::incrementAndGet)) {
            subscription.close();
            subscription.close();
            send(captured(), BODY);
            assertThat(woken).hasValue(0);
            assertThat(other).hasValue(1);
            assertThat(second).isNotNull();
        }
        assertThat(drone.webhookAddress()).isEmpty();
    }

    @Test
    void anAddressThatIsTakenIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DroneServer second = drone("http://127.0.0.1:1", AMD64)
                        .webhook(new Webhook(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                                new Secret("hooksecret")))
                        .build()) {
            UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> second.onChange(() -> {}));

            assertThat(refused)
                    .hasMessageContaining(":" + taken.getLocalPort())
                    .hasMessageContaining("another address")
                    .hasMessageNotContaining("hooksecret");
        }
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Webhook(anyPort(), new Secret(" ")));
    }

    private InstantSource clock() {
        return () -> now;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private String address() {
        return "http://127.0.0.1:" + drone.webhookAddress().orElseThrow().getPort() + "/hook";
    }

    private static Map<String, String> captured() {
        return captured("webhook-created");
    }

    private static Map<String, String> captured(String name) {
        Map<String, String> headers = new LinkedHashMap<>();
        Fixture.bytes("drone-2/" + name + ".headers.txt")
                .utf8()
                .lines()
                .filter(line -> line.matches("(Date|Digest|Signature|X-Drone-Event): .*"))
                .forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        return headers;
    }

    private int send(Map<String, String> headers, ByteString body) throws IOException {
        Request post = new Request.Builder()
                .url(address())
                .headers(Headers.of(headers))
                .post(RequestBody.create(body.toByteArray()))
                .build();
        try (Response response = new OkHttpClient().newCall(post).execute()) {
            return response.code();
        }
    }
}
