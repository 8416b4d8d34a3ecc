package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import java.util.List;
import java.util.SortedMap;

/**
 * A pool: which jobs it serves, and what it may buy for them.
 *
 * @param server the name of the CI server
 * @param platform of its jobs and machines
 * @param labels of its jobs and agents: both must be equal
 * @param agent what its machines run
 * @param buy accounts, or {@code account/template}; all their offerings compete by price
 * @param worth what it is worth that one job waits an hour less
 * @param machines how many it may have at most
 * @param floor how many it shall have at least at certain hours
 */
public record PoolConfig(
        String server,
        @Default("linux/amd64") Platform platform,
        SortedMap<String, String> labels,
        AgentConfig agent,
        @NotEmpty List<String> buy,
        @Positive Money worth,
        @Positive int machines,
        List<String> floor) {}
