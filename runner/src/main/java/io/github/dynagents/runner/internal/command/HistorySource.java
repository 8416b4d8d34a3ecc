package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.History;
import io.github.dynagents.droneclient.DroneHistory;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.HistoryConfig;
import io.github.dynagents.runner.internal.config.HistoryServerConfig;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Finds the server whose history is wanted: in the configuration, or by its address. */
final class HistorySource {
    private final Terminal terminal;
    private final RootCommand root;
    private final ConfigReader reader;

    @Inject
    HistorySource(Terminal terminal, RootCommand root, ConfigReader reader) {
        this.terminal = terminal;
        this.root = root;
        this.reader = reader;
    }

    /**
     * Makes no call.
     *
     * @throws IllegalArgumentException if the options are wrong
     */
    History open(HistoryOptions options) throws InvalidConfig, BadSettings {
        Instant since = Instant.now().minus(options.since());
        DroneHistory.Builder builder =
                options.url().isPresent() ? outside(options.url().get(), options.tokenVariable()) : configured(options);
        return builder.since(since).repos(options.repos()).build();
    }

    private DroneHistory.Builder outside(String url, String variable) {
        String token = Optional.ofNullable(terminal.environment().get(variable))
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + variable
                        + " is not set; it holds a token, as the server shows it under /account (--token-env names"
                        + " another variable)"));
        return DroneHistory.builder("drone", url, new Secret(token));
    }

    private DroneHistory.Builder configured(HistoryOptions options) throws InvalidConfig, BadSettings {
        HistoryConfig config = read(options.tokenVariable());
        if (options.server().isEmpty() && config.servers().size() > 1) {
            throw new IllegalArgumentException("which server? --server NAME chooses one of "
                    + config.servers().keySet());
        }
        String name = options.server().orElse(config.servers().firstKey());
        HistoryServerConfig server = Optional.ofNullable(config.servers().get(name))
                .orElseThrow(() -> new IllegalArgumentException("--server: " + root.config() + " has no \"" + name
                        + "\", but " + config.servers().keySet()));
        try {
            return switch (server.type()) {
                case DRONE ->
                    DroneHistory.builder(name, server.url().toString(), server.token())
                            .callTimeout(config.timeouts().call());
            };
        } catch (IllegalArgumentException e) {
            throw new BadSettings(root.config() + ": " + e.getMessage(), e);
        }
    }

    private HistoryConfig read(String tokenVariable) throws InvalidConfig {
        try {
            return reader.readForHistory(root.config(), root.configFile());
        } catch (InvalidConfig e) {
            terminal.err()
                    .println("dynagents: it needs no configuration with: dynagents history --url"
                            + " https://drone.example.com, and a token in " + tokenVariable);
            throw e;
        }
    }
}
