package io.github.dynagents.testkit.drone;

import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.util.List;

/**
 * Where the server tells of builds: its {@code DRONE_WEBHOOK_*} settings.
 *
 * @param endpoint is sent a POST for each event
 * @param secret signs them
 * @param events patterns such as {@code build:*}, one of which must match {@code build:created} or
 *     {@code build:updated} as a whole (so that plain {@code build} matches nothing); none for all events
 */
public record WebhookTarget(URI endpoint, Secret secret, List<String> events) {
    public WebhookTarget {
        events = List.copyOf(events);
    }

    /** All events of builds. */
    public static WebhookTarget builds(URI endpoint, Secret secret) {
        return new WebhookTarget(endpoint, secret, List.of("build:*"));
    }
}
