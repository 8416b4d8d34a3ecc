package io.github.dynagents.gcp;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A real API server, with nothing beside it: no scheduler, no kubelet, no controllers. */
final class RealKubeServer implements KubeServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Config config;
    private final HttpClient http;

    RealKubeServer(Path kubeconfig) {
        config = Config.fromKubeconfig(kubeconfig.toFile());
        try {
            http = HttpClient.newBuilder()
                    .sslContext(SSLUtils.sslContext(config))
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust " + config.getMasterUrl(), e);
        }
    }

    @Override
    public Conduct.Answer answer(LoopbackHttp.Request request, KubePath path, Instant now) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String address = config.getMasterUrl().replaceAll("/$", "") + request.path() + query;
        HttpRequest.Builder passed = HttpRequest.newBuilder(URI.create(address))
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()))
                .header("Content-Type", request.headers().getOrDefault("content-type", "application/json"))
                .timeout(PATIENCE);
        // without one, the certificate of the kubeconfig says who asks
        Optional.ofNullable(config.getAutoOAuthToken())
                .filter(token -> !token.isEmpty())
                .ifPresent(token -> passed.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<String> response = http.send(passed.build(), HttpResponse.BodyHandlers.ofString());
            return new Conduct.Answer(response.statusCode(), Map.of(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the API server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
