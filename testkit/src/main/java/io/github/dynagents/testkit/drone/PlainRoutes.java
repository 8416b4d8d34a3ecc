package io.github.dynagents.testkit.drone;

import java.util.Optional;

/** What is not the API: the page, health, version, metrics. */
final class PlainRoutes {
    static final String VERSION = "2.0.4";

    private final DroneStore store;

    PlainRoutes(DroneStore store) {
        this.store = store;
    }

    void addTo(RouteTable routes, Access access) {
        routes.add(
                "GET",
                "/",
                call -> page(Reply.of(303, "text/html; charset=utf-8", "<a href=\"/welcome\">See Other</a>.\n\n")
                        .with("Location", "/welcome")));
        routes.add(
                "GET",
                "/welcome",
                call -> page(
                        Reply.of(200, "text/html; charset=utf-8", "<!DOCTYPE html><title>Drone stand-in</title>\n")));
        routes.add("GET", "/healthz", call -> Reply.text(200, "OK").uncached());
        routes.add("GET", "/version", call -> page(Reply.json(new JsonObject().put("version", VERSION))));
        routes.add("GET", "/metrics", call -> metrics(access.user(call)));
    }

    private static Reply page(Reply reply) {
        return reply.uncached().with("X-Frame-Options", "DENY").with("X-Xss-Protection", "1; mode=block");
    }

    private Reply metrics(Optional<UserRow> user) {
        if (user.isEmpty()) {
            return Reply.error(401, "Invalid or missing prometheus token");
        }
        if (!user.get().admin() && !user.get().machine()) {
            return Reply.error(403, "Access denied");
        }
        return store.locked(() -> Reply.of(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                gauge("build_count", "Total number of builds.", store.builds.size())
                        + gauge("pending_builds", "Total number of pending builds.", builds(DroneStatus.PENDING))
                        + gauge("pending_jobs", "Total number of pending jobs.", stages(DroneStatus.PENDING))
                        + gauge("repo_count", "Total number of registered repositories.", store.repos.size())
                        + gauge("running_builds", "Total number of running builds.", builds(DroneStatus.RUNNING))
                        + gauge("running_jobs", "Total number of running jobs.", stages(DroneStatus.RUNNING))
                        + gauge("user_count", "Total number of active users.", store.users.size())));
    }

    private long builds(DroneStatus status) {
        return store.count(status);
    }

    private long stages(DroneStatus status) {
        return store.queue().stream().filter(stage -> stage.status == status).count();
    }

    private static String gauge(String name, String help, long value) {
        String full = "drone_" + name;
        return "# HELP " + full + " " + help + "\n# TYPE " + full + " gauge\n" + full + " " + value + "\n";
    }
}
