package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Not Drone: lets another process enqueue. An admin posts {@code {"repo":"octo/hello","params":{},"stages":[{"name":
 * "default","type":"exec","os":"linux","arch":"amd64","labels":{},"limit":0,"throttle":0,"depends_on":[],"steps":
 * [{"name":"work","commands":["sleep 2"]}]}]}} to {@code /testkit/builds} and gets {@code {"number":1}}. All but
 * {@code repo} and the names may be left out; an unknown repository is added.
 */
final class ControlRoutes {
    private final Triggers triggers;
    private final Function<String, RepoRow> repos;

    ControlRoutes(Triggers triggers, Function<String, RepoRow> repos) {
        this.triggers = triggers;
        this.repos = repos;
    }

    void addTo(RouteTable routes, Access access) {
        routes.add("POST", "/testkit/builds", access.forAdmins(this::enqueue));
    }

    private Reply enqueue(Call call) {
        try {
            JsonObject asked = JsonObject.parse(call.body());
            List<StageSpec> stages = new ArrayList<>();
            for (JsonObject stage : asked.objects("stages")) {
                stages.add(stage(stage));
            }
            if (stages.isEmpty()) {
                return Reply.message(400, "\"stages\" is missing or empty: give at least {\"name\":\"default\"}");
            }
            BuildSpec spec = BuildSpec.push(stages.toArray(StageSpec[]::new)).params(asked.texts("params"));
            BuildRow build = triggers.enqueue(repos.apply(asked.text("repo")), spec, "@hook");
            return Reply.json(new JsonObject().put("number", build.number));
        } catch (IOException | IllegalArgumentException e) {
            return Reply.message(400, String.valueOf(e.getMessage()));
        }
    }

    private static StageSpec stage(JsonObject json) throws IOException {
        List<StepSpec> steps = new ArrayList<>();
        for (JsonObject step : json.objects("steps")) {
            steps.add(new StepSpec(step.text("name"), step.lines("commands")));
        }
        String name = json.has("name") ? json.text("name") : "default";
        String os = json.has("os") ? json.text("os") : "linux";
        String arch = json.has("arch") ? json.text("arch") : "amd64";
        return StageSpec.exec(name, steps.toArray(StepSpec[]::new))
                .type(json.has("type") ? json.text("type") : "exec")
                .platform(new Platform(os, arch, json.text("variant"), json.text("kernel")))
                .labels(json.texts("labels"))
                .limit((int) json.number("limit"))
                .throttle((int) json.number("throttle"))
                .dependsOn(json.lines("depends_on").toArray(String[]::new));
    }
}
