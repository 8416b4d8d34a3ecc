package io.github.dynagents.droneclient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A build of one stage, as {@link SmallDrone} keeps it; the stage's id is 5000 more than the build's. */
record SmallBuild(long id, long repo, long number, String status, Map<String, String> params) {
    SmallBuild as(String newStatus) {
        return new SmallBuild(id, repo, number, newStatus, params);
    }

    boolean isIncomplete() {
        return status.equals("pending") || status.equals("running");
    }

    boolean isOver() {
        return !isIncomplete() && !status.equals("blocked");
    }

    String job() {
        return repo + "/" + id + "/" + (id + 5000);
    }

    Map<String, Object> json(boolean withStages) {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("id", id);
        build.put("repo_id", repo);
        build.put("number", number);
        build.put("status", status);
        build.put("created", 1000 + number);
        if (!params.isEmpty()) {
            build.put("params", params);
        }
        if (withStages) {
            build.put("stages", List.of(stage()));
        }
        return build;
    }

    private Map<String, Object> stage() {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("id", id + 5000);
        stage.put("repo_id", repo);
        stage.put("build_id", id);
        stage.put("name", "default");
        stage.put("status", status);
        stage.put("machine", "linux-abc");
        stage.put("created", 1000 + number);
        stage.put("started", isOver() || status.equals("running") ? 1001 + number : 0);
        stage.put("stopped", isOver() ? 1011 + number : 0);
        return stage;
    }
}
