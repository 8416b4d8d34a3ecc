package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.daemon.Opened;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Reads the configuration and opens what it names; tells what had to be left out. */
final class Opening {
    private final Terminal terminal;
    private final RootCommand root;
    private final ConfigReader reader;

    @Inject
    Opening(Terminal terminal, RootCommand root, ConfigReader reader) {
        this.terminal = terminal;
        this.root = root;
        this.reader = reader;
    }

    Opened open() throws InvalidConfig, BadSettings {
        var configured = reader.read(root.config(), root.configFile());
        configured.warnings().forEach(terminal.err()::println);
        configured.plugins().unusable().forEach(unusable -> terminal.err().println("dynagents: " + unusable));
        try {
            Opened opened = Opened.open(configured, InstantSource.system());
            opened.broken().forEach(what -> terminal.err().println("dynagents: " + what));
            return opened;
        } catch (IllegalArgumentException e) {
            throw new BadSettings(root.config() + ": " + e.getMessage(), e);
        }
    }
}
