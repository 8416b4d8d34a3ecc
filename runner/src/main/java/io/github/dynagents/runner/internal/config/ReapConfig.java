package io.github.dynagents.runner.internal.config;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What {@code reap} reads of the configuration: no CI server, no pool, no limit, and none of their secrets.
 *
 * @param owner the tag of the machines that it may release
 * @param accounts logins at providers, by name
 * @param safety how long machines live without the daemon
 * @param timeouts of calls
 * @param plugins the folder of provider jars
 */
@PartOf(Config.class)
public record ReapConfig(
        String owner,
        @NotEmpty SortedMap<String, ReapAccountConfig> accounts,
        SafetyConfig safety,
        TimeoutsConfig timeouts,
        @Default("plugins") Path plugins) {}
