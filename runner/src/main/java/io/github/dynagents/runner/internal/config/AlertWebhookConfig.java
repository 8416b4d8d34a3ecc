package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Secret;

/**
 * A place that takes alerts as JSON by HTTP.
 *
 * @param url its whole address; a secret, since those of chat services let anybody post
 */
public record AlertWebhookConfig(Secret url) {}
