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
    public void created(BuildRow build) {
        send("created", new JsonObject().put("user", owner.json()), build.repo.json(), build.json());
    }

    /** Here the repository repeats the build. */
    @Override
    public void reported(BuildRow build) {
        JsonObject told = build.jsonWithStages();
        send("updated", new JsonObject(), build.repo.json().put("build", told), told);
    }

    @Override
    public void cancelled(BuildRow build) {
        send("updated", new JsonObject(), build.repo.json(), build.jsonWithStages());
    }

    private void send(String action, JsonObject user, JsonObject repo, JsonObject build) {
        JsonObject body = new JsonObject().put("event", "build").put("action", action);
        user.fields().forEach(body::put);
        body.put("repo", repo).put("build", build).put("system", system);
        webhooks.ifPresent(webhook -> webhook.send("build", action, body));
    }
}
