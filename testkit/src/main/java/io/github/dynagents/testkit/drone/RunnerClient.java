package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The calls of a runner to its server. A server that is away or unwell is asked again each second, for ever. */
final class RunnerClient {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final Draining draining;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    RunnerClient(AgentSettings settings, Draining draining) {
        this.settings = settings;
        this.draining = draining;
    }

    /** One try. */
    HttpResponse<String> ping() throws IOException, InterruptedException {
        return http.send(request("POST", "/ping", ""), HttpResponse.BodyHandlers.ofString());
    }

    /** One long-poll; given up at once when the agent drains. */
    HttpResponse<String> requestStage() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request("POST", "/stage", settings.filter().json().toString()), HttpResponse.BodyHandlers.ofString());
        CompletableFuture<?> first = CompletableFuture.anyOf(answer, draining.asked());
        try {
            first.get();
            if (!answer.isDone()) {
                answer.cancel(true);
                throw new IOException("given up: draining");
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    JsonObject accept(long stage) throws IOException, InterruptedException {
        String machine = URLEncoder.encode(settings.name(), StandardCharsets.UTF_8);
        return JsonObject.parse(insist("POST", "/stage/" + stage + "?machine=" + machine, ""));
    }

    JsonObject details(long stage) throws IOException, InterruptedException {
        return JsonObject.parse(insist("GET", "/stage/" + stage, ""));
    }

    JsonObject reportStage(JsonObject stage) throws IOException, InterruptedException {
        return JsonObject.parse(insist("PUT", "/stage/" + stage.number("id"), stage.toString()));
    }

    JsonObject reportStep(JsonObject step) throws IOException, InterruptedException {
        return JsonObject.parse(insist("PUT", "/step/" + step.number("id"), step.toString()));
    }

    void uploadLog(long step, String lines) throws IOException, InterruptedException {
        insist("POST", "/step/" + step + "/logs/upload", lines);
    }

    /** Returns once the build is cancelled. */
    void awaitCancellation(long build) throws IOException, InterruptedException {
        while (send("POST", "/build/" + build + "/watch", "").statusCode() != 200) {
            // a 204 only says that the server wants to be asked again
        }
    }

    private String insist(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() == 409) {
            throw new TakenException();
        }
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, String body) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer =
                        http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() <= 501) {
                    return answer;
                }
                System.out.println(method + " " + path + " was answered " + answer.statusCode() + ", trying again");
            } catch (IOException e) {
                System.out.println(method + " " + path + " failed, trying again: " + e);
            }
            Thread.sleep(PAUSE);
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(settings.server() + "/rpc/v2" + path))
                .timeout(Duration.ofMinutes(2))
                .header("X-Drone-Token", settings.secret().reveal())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The stage is another's by now, or was cancelled. */
    static final class TakenException extends IOException {
        private static final long serialVersionUID = 1;

        TakenException() {
            super("the stage is another's, or was cancelled");
        }
    }
}
