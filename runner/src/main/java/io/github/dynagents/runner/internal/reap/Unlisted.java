package io.github.dynagents.runner.internal.reap;

/**
 * An account whose machines could not be listed.
 *
 * @param problem why
 */
public record Unlisted(String account, String problem) {}
