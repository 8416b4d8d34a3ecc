package io.github.dynagents.runner.internal.config;

import io.github.dynagents.runner.internal.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A configuration without errors.
 *
 * @param file where it stands
 * @param config what it says
 * @param accounts its accounts with their providers and checked settings, by name
 * @param plugins every provider that was found
 * @param warnings what deserves a look
 */
public record Configured(
        Path file, Config config, SortedMap<String, Account> accounts, Plugins plugins, List<Problem> warnings) {
    /** While this file is there, nothing is bought. */
    public Path pauseFile() {
        return PauseConfig.file(file, config.pauseFile());
    }
}
