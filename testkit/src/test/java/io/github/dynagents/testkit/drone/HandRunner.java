package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runner moved by hand: each call is one request of the runners' protocol. */
record HandRunner(Http http, String secret, String machine) {
    static HandRunner of(DroneHttpServer server, String machine) {
        return new HandRunner(Http.to(server), server.rpcSecret().reveal(), machine);
    }

    static RunnerFilter exec() {
        return new RunnerFilter("pipeline", "exec", "linux", "amd64", "", "", Map.of());
    }

    static RunnerFilter labelled(Map<String, String> labels) {
        return new RunnerFilter("pipeline", "exec", "linux", "amd64", "", "", labels);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(method, "/rpc/v2" + path, body, List.of("X-Drone-Token", secret));
    }

    /** The id of the stage that it is given; 0 if it is sent away. */
    long poll(RunnerFilter filter) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/stage", filter.json().toString());
        return answer.statusCode() == 204 ? 0 : JsonObject.parse(answer.body()).number("id");
    }

    int accept(long stage) throws IOException, InterruptedException {
        return send("POST", "/stage/" + stage + "?machine=" + machine, "").statusCode();
    }

    /** Accepts it and reports it as running, with these steps pending. */
    JsonObject begin(long stage, String... steps) throws IOException, InterruptedException {
        JsonObject report = ok(send("POST", "/stage/" + stage + "?machine=" + machine, ""));
        List<@Nullable Object> pending = new ArrayList<>();
        for (String step : steps) {
            pending.add(new JsonObject()
                    .put("step_id", stage)
                    .put("number", pending.size() + 1)
                    .put("name", step)
                    .put("status", "pending")
                    .fields());
        }
        report.put("status", "running").put("started", 1_700_000_012).put("steps", pending);
        return ok(send("PUT", "/stage/" + stage, report.toString()));
    }

    JsonObject step(JsonObject step, String status, int exitCode) throws IOException, InterruptedException {
        step.put("status", status).put("started", 1_700_000_013).put("exit_code", exitCode);
        if (!status.equals("running")) {
            step.put("stopped", 1_700_000_130);
        }
        JsonObject reported = ok(send("PUT", "/step/" + step.number("id"), step.toString()));
        step.put("version", reported.number("version"));
        return reported;
    }

    HttpResponse<String> end(JsonObject stage, String status) throws IOException, InterruptedException {
        stage.put("status", status).put("stopped", 1_700_000_130).put("steps", List.of());
        return send("PUT", "/stage/" + stage.number("id"), stage.toString());
    }

    /** From accept to a good end, each step reported twice. */
    void runThrough(long stage, String... steps) throws IOException, InterruptedException {
        runTo("success", stage, steps);
    }

    void runTo(String outcome, long stage, String... steps) throws IOException, InterruptedException {
        JsonObject begun = begin(stage, steps);
        for (JsonObject step : begun.objects("steps")) {
            step(step, "running", 0);
            step(step, outcome, 0);
        }
        ok(end(begun, outcome));
    }

    private static JsonObject ok(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return JsonObject.parse(answer.body());
    }
}
