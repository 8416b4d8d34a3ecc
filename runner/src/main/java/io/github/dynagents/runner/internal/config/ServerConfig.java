package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A CI server.
 *
 * @param type its kind
 * @param url its address, as this daemon reaches it
 * @param token of an administrator
 * @param rpcSecret by which its agents make themselves known
 * @param agentUrl its address, as machines reach it, if that is another
 * @param poll how often its queue is looked at, at least
 * @param webhook where it can wake this daemon, if anywhere
 */
public record ServerConfig(
        ServerType type,
        URI url,
        Secret token,
        Secret rpcSecret,
        Optional<URI> agentUrl,
        @Default("5s") @Positive Duration poll,
        Optional<WebhookConfig> webhook) {}
