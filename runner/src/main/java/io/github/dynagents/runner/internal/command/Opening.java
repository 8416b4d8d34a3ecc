package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.config.Problem;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.daemon.OpenedAccounts;
import io.github.dynagents.runner.internal.plugin.Plugins;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

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
        tell(configured.warnings(), configured.plugins());
        Opened opened = opened(() -> Opened.open(configured, InstantSource.system()));
        opened.broken().forEach(this::tell);
        return opened;
    }

    /** Opens the accounts alone, of a configuration that need hold no more than these. */
    ToReap openToReap() throws InvalidConfig, BadSettings {
        var configured = reader.readForReap(root.config(), root.configFile());
        tell(configured.warnings(), configured.plugins());
        OpenedAccounts accounts = opened(() -> OpenedAccounts.open(
                configured.accounts(), configured.config().timeouts().call(), InstantSource.system()));
        accounts.broken().forEach(this::tell);
        return new ToReap(configured.config(), accounts);
    }

    private <T> T opened(Supplier<T> opening) throws BadSettings {
        try {
            return opening.get();
        } catch (IllegalArgumentException e) {
            throw new BadSettings(root.config() + ": " + e.getMessage(), e);
        }
    }

    private void tell(List<Problem> warnings, Plugins plugins) {
        warnings.forEach(terminal.err()::println);
        plugins.unusable().forEach(unusable -> tell(unusable.toString()));
    }

    private void tell(String what) {
        terminal.err().println("dynagents: " + what);
    }
}
