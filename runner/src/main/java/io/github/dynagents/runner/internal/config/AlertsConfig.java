package io.github.dynagents.runner.internal.config;

import java.util.Optional;

/**
 * Where urgent things are told, besides the log.
 *
 * @param webhook what is posted to, if anything
 */
public record AlertsConfig(Optional<AlertWebhookConfig> webhook) {}
