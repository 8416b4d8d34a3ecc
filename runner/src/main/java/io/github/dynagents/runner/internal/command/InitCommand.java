package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.plugin.Plugins;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine.Command;

/** Prints a configuration to begin with. */
@Command(
        name = "init",
        description = "Prints a complete commented configuration: dynagents init > dynagents.yaml",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RootCommand root;
    private final PluginSearch search;

    @Inject
    InitCommand(Terminal terminal, RootCommand root, PluginSearch search) {
        this.terminal = terminal;
        this.root = root;
        this.search = search;
    }

    @Override
    public Integer call() {
        Plugins found = search.apply(ConfigReader.pluginsFolder(root.configFile()));
        terminal.out().print(Skeleton.of(found.providers()));
        terminal.out().flush();
        if (found.providers().isEmpty()) {
            terminal.err()
                    .println("no provider was found, so the accounts are an example; put a provider's jar into "
                            + ConfigReader.pluginsFolder(root.configFile()) + " and run this again");
        }
        found.unusable().forEach(unusable -> terminal.err().println("warning: " + unusable));
        return ExitCode.OK.code();
    }
}
