package io.github.dynagents.runner.internal.config;

import io.github.dynagents.runner.internal.plugin.Plugins;
import java.util.List;
import java.util.SortedMap;

/**
 * What {@code reap} needs of a configuration, without errors.
 *
 * @param config what it says
 * @param accounts its accounts with their providers and checked settings, by name
 * @param plugins every provider that was found
 * @param warnings what deserves a look
 */
public record ReapConfigured(
        ReapConfig config, SortedMap<String, Account> accounts, Plugins plugins, List<Problem> warnings) {}
