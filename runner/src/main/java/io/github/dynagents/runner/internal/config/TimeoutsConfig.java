package io.github.dynagents.runner.internal.config;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param call for the answer of a cloud or a CI server
 */
public record TimeoutsConfig(@Default("30s") @Positive Duration call) {}
