package io.github.dynagents.runner.internal.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The configuration file as it is written, each value of its type. A component's name is its key: {@code rpcSecret} is
 * {@code rpc-secret}.
 *
 * @param owner the tag of every machine that this daemon buys; no two daemons share one
 * @param servers CI servers, by name
 * @param accounts logins at providers, by name
 * @param pools what jobs are served by what, by name
 * @param limits of all pools together
 * @param safety how long machines live without the daemon
 * @param timeouts of calls
 * @param plugins the folder of provider jars
 * @param pauseFile while it is there, nothing is bought; unset, it is beside the configuration
 * @param alerts where urgent things are told
 */
public record Config(
        String owner,
        @NotEmpty SortedMap<String, ServerConfig> servers,
        @NotEmpty SortedMap<String, AccountConfig> accounts,
        @NotEmpty SortedMap<String, PoolConfig> pools,
        LimitsConfig limits,
        SafetyConfig safety,
        TimeoutsConfig timeouts,
        @Default("plugins") Path plugins,
        Optional<Path> pauseFile,
        AlertsConfig alerts) {}
