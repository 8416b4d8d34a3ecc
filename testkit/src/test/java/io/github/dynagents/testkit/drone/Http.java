package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Plain requests to a server, as a person with curl would send them. */
record Http(URI server, HttpClient client) {
    static Http to(DroneHttpServer server) {
        return new Http(server.uri(), HttpClient.newHttpClient());
    }

    /** Headers are names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, List<String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> asAdmin(DroneHttpServer drone, String method, String path)
            throws IOException, InterruptedException {
        return send(
                method,
                path,
                "",
                List.of("Authorization", "Bearer " + drone.adminToken().reveal()));
    }
}
