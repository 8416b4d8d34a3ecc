package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.Secret;
import java.net.InetSocketAddress;

/**
 * Where to listen for Drone's webhook: what its {@code DRONE_WEBHOOK_ENDPOINT} points to (any path), with
 * {@code DRONE_WEBHOOK_EVENTS=build:*}.
 *
 * @param listen the address of ours; port 0 takes a free one
 * @param secret the server's {@code DRONE_WEBHOOK_SECRET}
 */
public record Webhook(InetSocketAddress listen, Secret secret) {
    /** @throws IllegalArgumentException if the address is of no known host, or the secret is empty */
    public Webhook {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(
                    "cannot listen for the webhook: no host is known by the name " + listen.getHostString());
        }
        if (secret.reveal().isBlank()) {
            throw new IllegalArgumentException("the webhook's secret must not be empty: anyone could wake us");
        }
    }
}
