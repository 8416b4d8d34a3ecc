package io.github.dynagents.testkit.drone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rest of {@code /api}: the queue, users, and what the system counts. */
final class AdminRoutes {
    private final DroneStore store;
    private final WaitingRunners runners;
    private final EventStream events;

    AdminRoutes(DroneStore store, WaitingRunners runners, EventStream events) {
        this.store = store;
        this.runners = runners;
        this.events = events;
    }

    void addTo(RouteTable routes, Access access) {
        routes.add("GET", "/api/queue", access.forAdmins(call -> queue()));
        routes.add("POST", "/api/queue", access.forAdmins(call -> pause(false)));
        routes.add("DELETE", "/api/queue", access.forAdmins(call -> pause(true)));
        routes.add("GET", "/api/builds/incomplete", access.forAdmins(call -> incomplete()));
        routes.add("GET", "/api/user", access.forUsers((call, user) -> Reply.json(user.json())));
        routes.add("GET", "/api/user/repos", access.forUsers((call, user) -> Reply.json(List.of())));
        routes.add("GET", "/api/users", access.forAdmins(call -> users()));
        routes.add("GET", "/api/system/stats", access.forAdmins(call -> stats()));
    }

    private Reply queue() {
        return Reply.json(store.locked(
                () -> store.queue().stream().map(stage -> stage.json().fields()).toList()));
    }

    /** Nothing tells afterwards whether the queue is paused. */
    private Reply pause(boolean paused) {
        runners.pause(paused);
        return Reply.empty(204);
    }

    /** Repositories, one entry for each of their builds that has a stage in the queue, the newest first. */
    private Reply incomplete() {
        return Reply.json(store.locked(() -> store.builds.descendingMap().values().stream()
                .filter(build -> build.stages.stream().anyMatch(stage -> stage.status.isQueued()))
                .map(build -> build.jsonOfRepo().fields())
                .toList()));
    }

    private Reply users() {
        return Reply.json(store.locked(
                () -> store.users.stream().map(user -> user.json().fields()).toList()));
    }

    private Reply stats() {
        return Reply.json(store.locked(() -> new JsonObject()
                .put("users", Map.of("total", store.users.size()))
                .put("repos", Map.of("active", store.repos.size()))
                .put(
                        "builds",
                        new JsonObject()
                                .put("pending", store.count(DroneStatus.PENDING))
                                .put("running", store.count(DroneStatus.RUNNING))
                                .put("total", store.builds.size()))
                .put("pipelines", platforms())
                .put("events", Map.of("subscribers", events.subscribers()))
                .put("streams", Map.of())
                .put("watchers", null)));
    }

    /** Eight fixed platforms. As in Drone, linux/amd64 itself is never counted, nor is anything that fits none. */
    private List<@Nullable Object> platforms() {
        List<StatsPlatform> all = List.of(
                new StatsPlatform("linux", "arm", "v6", ""),
                new StatsPlatform("linux", "arm", "v7", ""),
                new StatsPlatform("linux", "arm64", "v8", ""),
                new StatsPlatform("linux", "arm", "v9", ""),
                new StatsPlatform("linux", "amd64", "", ""),
                new StatsPlatform("windows", "arm64", "", "1709"),
                new StatsPlatform("windows", "arm64", "", "1803"),
                new StatsPlatform("windows", "arm64", "", "1809"));
        List<StageRow> queue = store.queue();
        List<@Nullable Object> json = new ArrayList<>();
        for (StatsPlatform platform : all) {
            json.add(platform.json(queue).fields());
        }
        return json;
    }

    private record StatsPlatform(String os, String arch, String variant, String kernel) {
        JsonObject json(List<StageRow> queue) {
            return new JsonObject()
                    .put("subscribers", 0)
                    .put("os", os)
                    .put("arch", arch)
                    .put("variant", variant)
                    .put("kernel", kernel)
                    .put("pending", count(queue, DroneStatus.PENDING))
                    .put("running", count(queue, DroneStatus.RUNNING));
        }

        private long count(List<StageRow> queue, DroneStatus status) {
            return queue.stream()
                    .filter(stage -> stage.status == status && counts(stage))
                    .count();
        }

        private boolean counts(StageRow stage) {
            var platform = stage.spec.platform();
            if (platform.os().equals("windows")) {
                boolean known =
                        platform.kernel().equals("1709") || platform.kernel().equals("1803");
                return os.equals("windows") && kernel.equals(known ? platform.kernel() : "1809");
            }
            return switch (platform.arch()) {
                case "arm64" -> arch.equals("arm64") && os.equals("linux");
                case "arm" -> {
                    boolean known = platform.variant().equals("v6")
                            || platform.variant().equals("v9");
                    yield arch.equals("arm") && variant.equals(known ? platform.variant() : "v7");
                }
                default -> false;
            };
        }
    }
}
