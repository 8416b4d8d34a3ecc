package io.github.dynagents.testkit.drone;

import java.util.Optional;

/** Tells the event stream and the webhook, each in its own shape. */
final class BuildNews implements Announcements {
    private final UserRow owner;
    private final JsonObject system;
    private final EventStream events;
    private final Optional<Webhooks> webhooks;

    BuildNews(UserRow owner, JsonObject system, EventStream events, Optional<Webhooks> webhooks) {
        this.owner = owner;
        this.system = system;
        this.events = events;
        this.webhooks = webhooks;
    }

    @Override
    public void publish(BuildRow build) {
        events.publish(build);
    }

    @Override
    public void send(String action, BuildRow build) {
        webhooks.ifPresent(webhook -> webhook.send("build", action, body(action, build)));
    }

    /** A new build is told with its owner and without stages, a changed one the other way round. */
    private JsonObject body(String action, BuildRow build) {
        JsonObject body = new JsonObject().put("event", "build").put("action", action);
        boolean created = action.equals("created");
        if (created) {
            body.put("user", owner.json());
        }
        return body.put("repo", build.repo.json())
                .put("build", created ? build.json() : build.jsonWithStages())
                .put("system", system);
    }
}
