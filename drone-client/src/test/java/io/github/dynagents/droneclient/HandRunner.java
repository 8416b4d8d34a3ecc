package io.github.dynagents.droneclient;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A runner of type exec that is moved by hand, with the environment that its spec gives it. */
final class HandRunner {
    private static final JsonAdapter<Map<String, Object>> JSON =
            new Moshi.Builder().build().adapter(Types.newParameterizedType(Map.class, String.class, Object.class));
    private static final Map<String, Object> ASKS =
            Map.of("kind", "pipeline", "type", "exec", "os", "linux", "arch", "amd64");

    private final HttpClient http;
    private final URI server;
    private final InstantSource clock;
    private final String secret;
    private final String machine;
    private final int slots;
    private final Map<String, Map<String, Object>> stages = new LinkedHashMap<>();

    HandRunner(HttpClient http, URI server, InstantSource clock, AgentSpec spec) {
        this.http = http;
        this.server = server;
        this.clock = clock;
        secret = Objects.requireNonNull(spec.secrets().get("DRONE_RPC_SECRET")).reveal();
        machine = Objects.requireNonNull(spec.env().get("DRONE_RUNNER_NAME"));
        slots = Integer.parseInt(spec.env().getOrDefault("DRONE_RUNNER_CAPACITY", "1"));
    }

    /** Asks for stages and accepts them until it is sent away or its slots are full. */
    void takes() {
        while (stages.size() < slots) {
            Optional<String> offered = send("POST", "/stage", JSON.toJson(ASKS));
            if (offered.isEmpty()) {
                return;
            }
            String id = Long.toString(number(read(offered.get()), "id"));
            Map<String, Object> stage = read(
                    send("POST", "/stage/" + id + "?machine=" + machine, "").orElseThrow());
            stages.put(String.valueOf(stage.get("name")), stage);
        }
    }

    boolean has(String pipeline) {
        return stages.containsKey(pipeline);
    }

    void begins(String pipeline) {
        Map<String, Object> stage = stage(pipeline);
        stage.put("status", "running");
        stage.put("started", now());
        stages.put(pipeline, report(stage));
    }

    void ends(String pipeline, boolean completed) {
        Map<String, Object> stage = stage(pipeline);
        stage.put("status", completed ? "failure" : "killed");
        stage.put("stopped", now());
        report(stage);
        stages.remove(pipeline);
    }

    private Map<String, Object> stage(String pipeline) {
        return new LinkedHashMap<>(Objects.requireNonNull(stages.get(pipeline)));
    }

    private Map<String, Object> report(Map<String, Object> stage) {
        stage.put("steps", List.of());
        return read(
                send("PUT", "/stage/" + number(stage, "id"), JSON.toJson(stage)).orElseThrow());
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static long number(Map<String, Object> json, String key) {
        return ((Number) Objects.requireNonNull(json.get(key))).longValue();
    }

    private static Map<String, Object> read(String json) {
        try {
            return Objects.requireNonNull(JSON.fromJson(json));
        } catch (IOException e) {
            throw new IllegalStateException("no JSON from the server: " + json, e);
        }
    }

    /** Cancels a build, as a person would. */
    static void delete(HttpClient http, URI build, Secret token) {
        HttpRequest request = HttpRequest.newBuilder(build)
                .header("Authorization", "Bearer " + token.reveal())
                .DELETE()
                .build();
        answer(http, request);
    }

    /** The answer; empty where the server has nothing to say. */
    private Optional<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/rpc/v2" + path))
                .header("X-Drone-Token", secret)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(http, request);
    }

    private static Optional<String> answer(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 204) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request + " was answered " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
