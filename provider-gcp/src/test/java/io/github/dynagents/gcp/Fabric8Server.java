package io.github.dynagents.gcp;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The API server that fabric8 has for tests, and what it lacks. */
final class Fabric8Server implements KubeServer {
    private static final Logger NOISE = Logger.getLogger("io.fabric8.mockwebserver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final KubeGaps gaps = new KubeGaps(this::ask);

    Fabric8Server() {
        NOISE.setLevel(Level.WARNING);
        server.init(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public Conduct.Answer answer(LoopbackHttp.Request request, KubePath path, Instant now) {
        return gaps.answer(request, path, now);
    }

    private Conduct.Answer ask(String method, String path, String body, String type) {
        URI address = URI.create("http://127.0.0.1:" + server.getPort() + path);
        HttpRequest.Builder passed = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .timeout(PATIENCE);
        try {
            HttpResponse<String> response = HTTP.send(passed.build(), HttpResponse.BodyHandlers.ofString());
            return new Conduct.Answer(response.statusCode(), Map.of(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("fabric8's server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
