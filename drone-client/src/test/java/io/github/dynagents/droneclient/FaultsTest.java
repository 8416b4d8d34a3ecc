package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static io.github.dynagents.droneclient.Worlds.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Effect;
import io.github.dynagents.core.spi.Failure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void aRefusedTokenSaysWhereToGetOne() {
        Failure failure = answered(Fixture.of("drone-2/queue-401-bad-token"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure)
                .hasMessageContaining("401 (Unauthorized)")
                .hasMessageContaining("token was refused")
                .hasMessageContaining("/account")
                .hasMessageContaining("DRONE_USER_CREATE");
    }

    @Test
    void anotherUsersTokenIsToldApart() {
        Failure failure = answered(Fixture.of("drone-2/queue-403-non-admin"));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageContaining("not an administrator's").hasMessageContaining("admin:true");
    }

    @Test
    void dronesOwnRedirectToItsPagesIsNotFollowed() {
        Failure failure = answered(Fixture.of("drone-2/root"));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID);
        assertThat(failure).hasMessageContaining("303").hasMessageContaining("redirects are not followed");
    }

    @Test
    void aServerWithoutSuchAPathIsNoDrone() {
        Failure failure = answered(Fixture.of("drone-2/unknown-api"));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID);
        assertThat(failure).hasMessageContaining("404").hasMessageContaining("Drone 1 or 2");
    }

    @Test
    void aPageInsteadOfJsonIsNoDrone() {
        Failure failure = answered(Fixture.of(200, "text/html; charset=utf-8", "<html>hello</html>"));

        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageContaining("not a Drone API").hasMessageContaining("text/html");
    }

    @Test
    void aServersTroubleIsPassing() {
        Failure failure = answered(Fixture.of(500, "application/json", "{\"message\":\"database is locked\"}"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure).hasMessageContaining("500 (database is locked)");
    }

    @Test
    void askingTooOftenSaysHowLongToWait() {
        try (Loopback server = new Loopback((what, exchange) -> {
                    exchange.getResponseHeaders().set("Retry-After", "17");
                    return Fixture.of(429, "text/plain", "slow down");
                });
                DroneServer drone = drone(server.address(), AMD64).build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
        }
    }

    @Test
    void theTimeToWaitMayBeADate() {
        Instant now = Instant.parse("2026-11-24T02:00:00Z");
        try (Loopback server = new Loopback((what, exchange) -> {
                    exchange.getResponseHeaders().set("Retry-After", "Tue, 24 Nov 2026 02:01:30 GMT");
                    return Fixture.of(503, "text/plain", "");
                });
                DroneServer drone = drone(server.address(), AMD64)
                        .clock(InstantSource.fixed(now))
                        .build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(90));
        }
    }

    @Test
    void theTokenDoesNotFollowARedirect() {
        try (Loopback thief = Loopback.always(Fixture.of("drone-2/queue"));
                Loopback server = new Loopback((what, exchange) -> {
                    exchange.getResponseHeaders().set("Location", thief.address() + "/api/queue?session=s3cret");
                    return Fixture.of(302, "text/html", "");
                });
                DroneServer drone = drone(server.address(), AMD64).build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(thief.asked).isEmpty();
            assertThat(failure.kind()).isEqualTo(Kind.INVALID);
            assertThat(failure)
                    .hasMessageContaining("pointing to " + thief.address() + "/api/queue:")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void theTokenIsInNoMessage() {
        Failure failure = answered(Fixture.of(
                400, "application/json", ("{\"message\":\"bad token " + Worlds.TOKEN + "\\u0000\\nsecond line\"}")));

        assertThat(failure).hasMessageNotContaining(Worlds.TOKEN).hasMessageContaining("bad token *** second line");
        try (DroneServer drone = drone("http://127.0.0.1:1", AMD64).build()) {
            assertThat(drone.toString()).doesNotContain(Worlds.TOKEN).doesNotContain("rpc-s3cret");
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (DroneServer drone = drone("http://127.0.0.1:" + port, AMD64).build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("cannot connect to 127.0.0.1:" + port);
        }
    }

    @Test
    void noSuchHost() {
        try (DroneServer drone = drone("http://drone.invalid", AMD64).build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("drone.invalid");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (RawServer server = new RawServer("");
                DroneServer drone = drone(server.address(), AMD64)
                        .callTimeout(Duration.ofMillis(200))
                        .build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("no whole answer within 200 ms");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws IOException {
        try (RawServer server = new RawServer(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[");
                DroneServer drone = drone(server.address(), AMD64)
                        .callTimeout(Duration.ofMillis(200))
                        .build()) {
            assertThat(failureOf(drone::queue).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotAQueue() throws IOException {
        try (RawServer server = new RawServer(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[]", true);
                DroneServer drone = drone(server.address(), AMD64).build()) {
            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failure).hasMessageContaining("/api/queue").hasMessageContaining("broke off after 2 bytes");
        }
    }

    @Test
    void jsonThatBreaksOffIsNamedByItsPath() {
        String half = Fixture.of("drone-2/queue").text().substring(0, 1500);

        Failure failure = answered(Fixture.json(half));

        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageContaining("at path $[");
    }

    @Test
    void somethingElseThanHttpIsSaidSo() throws IOException {
        try (RawServer server = new RawServer("SSH-2.0-OpenSSH_9.9\r\n");
                DroneServer drone = drone(server.address(), AMD64).build()) {
            assertThat(failureOf(drone::queue).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void anAnswerLargerThanAnyQueueIsNotHeld() throws IOException {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DroneServer drone = drone("http://127.0.0.1:" + listening.getLocalPort(), AMD64)
                        .build()) {
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> endless(listening, blanks));

            Failure failure = failureOf(drone::queue);

            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failure).hasMessageContaining("64 MiB");
            assertThat(sent.orTimeout(30, TimeUnit.SECONDS).join()).isBetween(64, 80);
        }
    }

    /** Sends mebibytes until nobody reads them; returns how many. */
    private static int endless(ServerSocket listening, byte[] blanks) {
        int sent = 0;
        try (Socket socket = listening.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (sent < 1000) {
                out.write(blanks);
                sent++;
            }
        } catch (IOException closed) {
            return sent;
        }
        return sent;
    }

    @Test
    void anInterruptEndsTheCall() throws Exception {
        try (RawServer server = new RawServer("");
                DroneServer drone = drone(server.address(), AMD64)
                        .callTimeout(Duration.ofHours(1))
                        .build()) {
            CompletableFuture<Failure> ended = new CompletableFuture<>();
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            Thread caller = Thread.ofPlatform().start(() -> {
                Failure failure = failureOf(drone::queue);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                ended.complete(failure);
            });
            assertThat(server.asked.await(30, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
            assertThat(stillInterrupted).isTrue();
        }
    }

    @Test
    void aTokenThatNoHeaderCanHoldIsRefusedUnseen() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> DroneServer.builder("ci", "http://h", new Secret("tok\nen"), new Secret("s"), List.of()));

        assertThat(refused).hasMessageContaining("token of ci").hasMessageNotContaining("tok\nen");
    }

    @Test
    void anAddressWithALoginIsRefusedUnseen() {
        for (String address :
                List.of("http://me:pa55@drone/", "ftp://me:pa55@drone/", "http://drone/?t=pa55", "drone")) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> drone(address));

            assertThat(refused).as(address).hasMessageNotContaining("pa55").hasMessageContaining("drone");
        }
    }

    @Test
    void anAddressMayHaveAPath() throws Failure {
        try (Loopback server = Loopback.always(Fixture.of("drone-2/queue"));
                DroneServer drone =
                        drone(server.address() + "/ci/drone/", AMD64).build()) {
            drone.queue();

            assertThat(server.asked).containsExactly("GET /ci/drone/api/queue");
        }
    }

    private static Failure answered(Fixture answer) {
        try (Loopback server = Loopback.always(answer);
                DroneServer drone = drone(server.address(), AMD64).build()) {
            Failure failure = failureOf(drone::queue);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure).hasMessageNotContaining(Worlds.TOKEN);
            return failure;
        }
    }

    /** Reads each request and answers with these bytes, then keeps silent or hangs up. */
    private static final class RawServer implements AutoCloseable {
        final CountDownLatch asked = new CountDownLatch(1);

        private final ServerSocket listening;
        private final List<Socket> open = new CopyOnWriteArrayList<>();

        RawServer(String answer) throws IOException {
            this(answer, false);
        }

        RawServer(String answer, boolean hangUp) throws IOException {
            listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = listening.accept();
                        open.add(socket);
                        readHead(socket.getInputStream());
                        asked.countDown();
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        if (hangUp) {
                            socket.close();
                        }
                    }
                } catch (IOException closed) {
                    asked.countDown();
                }
            });
        }

        private static void readHead(InputStream in) throws IOException {
            int newlines = 0;
            for (int b = in.read(); b >= 0 && newlines < 2; ) {
                newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
                if (newlines < 2) {
                    b = in.read();
                }
            }
        }

        String address() {
            return "http://127.0.0.1:" + listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
