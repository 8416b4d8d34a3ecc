package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.drone.RouteTable.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** {@code /rpc/v2}: what runners call. */
final class RunnerRoutes {
    private final DroneStore store;
    private final WaitingRunners runners;
    private final RunnerReports reports;
    private final Secret secret;
    private final Duration longPoll;
    private final JsonObject system;

    RunnerRoutes(
            DroneStore store,
            WaitingRunners runners,
            RunnerReports reports,
            Secret secret,
            Duration longPoll,
            JsonObject system) {
        this.store = store;
        this.runners = runners;
        this.reports = reports;
        this.secret = secret;
        this.longPoll = longPoll;
        this.system = system;
    }

    void addTo(RouteTable routes) {
        routes.add("POST", "/rpc/v2/nodes/*", guarded(call -> Reply.empty(200)));
        routes.add("DELETE", "/rpc/v2/nodes/*", guarded(call -> Reply.empty(200)));
        routes.add("POST", "/rpc/v2/ping", guarded(call -> Reply.empty(200)));
        routes.add("POST", "/rpc/v2/stage", guarded(this::request));
        routes.add("POST", "/rpc/v2/stage/*", guarded(this::accept));
        routes.add("GET", "/rpc/v2/stage/*", guarded(this::details));
        routes.add("PUT", "/rpc/v2/stage/*", guarded(call -> ok(reports.stage(id(call), json(call)))));
        routes.add("PUT", "/rpc/v2/step/*", guarded(this::step));
        routes.add("POST", "/rpc/v2/build/*/watch", guarded(this::watch));
        routes.add("POST", "/rpc/v2/step/*/logs/batch", guarded(call -> {
            LogLines.text(call.body());
            return Reply.empty(200);
        }));
        routes.add("POST", "/rpc/v2/step/*/logs/upload", guarded(call -> {
            reports.log(id(call), call.body());
            return Reply.empty(200);
        }));
    }

    /** Empty bodies and plain words here, unlike in the API. */
    private Handler guarded(Handler handler) {
        return call -> {
            if (!call.header("X-Drone-Token").equals(Optional.of(secret.reveal()))) {
                return Reply.empty(401).uncached();
            }
            try {
                return handler.answer(call).uncached();
            } catch (DroneStore.Outdated e) {
                return Reply.text(409, String.valueOf(e.getMessage())).uncached();
            } catch (IOException | RuntimeException e) {
                return Reply.text(500, String.valueOf(e.getMessage())).uncached();
            }
        };
    }

    private Reply request(Call call) throws IOException, InterruptedException {
        Optional<StageRow> stage = runners.request(RunnerFilter.of(json(call)), longPoll);
        return stage.isPresent() ? store.locked(() -> ok(stage.get().json())) : Reply.empty(204);
    }

    private Reply accept(Call call) {
        return store.locked(
                () -> ok(reports.accept(id(call), call.parameter("machine")).json()));
    }

    /** That a step ended too late is an error like any other here; elsewhere it is a 409. */
    private Reply step(Call call) throws IOException {
        JsonObject report = json(call);
        try {
            return ok(reports.step(id(call), report));
        } catch (DroneStore.Outdated e) {
            if (DroneStatus.of(report.text("status")).isDone()) {
                return Reply.text(500, "1 error occurred:\n\t* " + e.getMessage() + "\n\n");
            }
            throw e;
        }
    }

    private Reply details(Call call) {
        return store.locked(() -> {
            StageRow stage = DroneStore.row(store.stages, id(call));
            BuildRow build = stage.build;
            String file = PipelineFile.of(build.spec.stages());
            byte[] data = file.getBytes(StandardCharsets.UTF_8);
            return ok(new JsonObject()
                    .put("build", build.jsonWithStages())
                    .put("stage", stage.json())
                    .put(
                            "config",
                            new JsonObject()
                                    .put("Data", Base64.getEncoder().encodeToString(data))
                                    .put("Hash", null))
                    .put("secrets", null)
                    .put("system", system)
                    .put("netrc", null)
                    .put("repository", build.repo.json().put("secret", "")));
        });
    }

    /** Answers 200 once the build is cancelled. (The real server can miss this between two of these calls.) */
    private Reply watch(Call call) throws InterruptedException {
        BuildRow build = store.locked(() -> DroneStore.row(store.builds, id(call)));
        Optional<BuildRow> killed =
                store.await(() -> build.status == DroneStatus.KILLED ? Optional.of(build) : Optional.empty(), longPoll);
        return Reply.empty(killed.isPresent() ? 200 : 204);
    }

    private static Reply ok(JsonObject json) {
        return Reply.text(200, json + "\n");
    }

    private static JsonObject json(Call call) throws IOException {
        return JsonObject.parse(call.body());
    }

    private static long id(Call call) {
        String text = call.parts().getFirst();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
