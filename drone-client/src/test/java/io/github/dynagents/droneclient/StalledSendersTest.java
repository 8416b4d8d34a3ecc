package io.github.dynagents.droneclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StalledSendersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
            })
    void whoBeginsARequestAndNeverEndsItIsHungUpOn(String half) throws IOException {
        Webhook webhook = new Webhook(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Secret("s"));
        List<Socket> stalled = new ArrayList<>();
        try (HookListener listener = new HookListener(webhook, InstantSource.system(), Duration.ofMillis(300))) {
            for (int i = 0; i < HookListener.AT_ONCE + 10; i++) {
                Socket socket = new Socket(
                        listener.address().getAddress(), listener.address().getPort());
                stalled.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            }

            for (Socket socket : stalled) {
                assertThat(untilHungUp(socket)).isEmpty();
            }

            try (Socket next = new Socket(
                    listener.address().getAddress(), listener.address().getPort())) {
                next.setSoTimeout(30_000);
                next.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(untilHungUp(next)).startsWith("HTTP/1.1 405");
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** What came before the other side closed; fails if it does not. */
    private static String untilHungUp(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }
}
