package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;
import java.net.InetSocketAddress;

/**
 * Where the CI server tells of new builds.
 *
 * @param listen the address to listen at; not resolved yet
 * @param secret by which the server signs
 */
public record WebhookConfig(InetSocketAddress listen, Secret secret) {}
