package io.github.dynagents.runner.internal.config;

import java.util.SortedMap;

/**
 * What {@code history} reads of the configuration: no account, no pool, and none of their secrets.
 *
 * @param servers CI servers, by name
 * @param timeouts of calls
 */
@PartOf(Config.class)
public record HistoryConfig(@NotEmpty SortedMap<String, HistoryServerConfig> servers, TimeoutsConfig timeouts) {}
