package io.github.dynagents.runner.internal.command;

import dagger.Module;
import dagger.Provides;
import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.demo.DemoCommand;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.simulate.SimulateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Singleton;
import picocli.CommandLine;

/** Puts the command line together. */
@Module
public interface CommandModule {
    @Provides
    @Singleton
    static CommandLine commandLine(
            Terminal terminal,
            RootCommand root,
            DemoCommand demo,
            SimulateCommand simulate,
            InitCommand init,
            CheckCommand check,
            PlanCommand plan,
            RunCommand run,
            HistoryCommand history,
            ExplainCommand explain,
            PauseCommand pause,
            ResumeCommand resume,
            ReapCommand reap,
            ProvidersCommand providers) {
        CommandLine line = new CommandLine(root)
                .addSubcommand(demo)
                .addSubcommand(simulate)
                .addSubcommand(init)
                .addSubcommand(check)
                .addSubcommand(plan)
                .addSubcommand(run)
                .addSubcommand(history)
                .addSubcommand(explain)
                .addSubcommand(pause)
                .addSubcommand(resume)
                .addSubcommand(reap)
                .addSubcommand(providers)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures());
        CommandLine.IExecutionStrategy runLast = new CommandLine.RunLast();
        line.setExecutionStrategy(parsed -> {
            root.startLogging();
            return runLast.execute(parsed);
        });
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(" " + code.code(), code.meaning());
        }
        line.getCommandSpec().usageMessage().exitCodeList(codes);
        return line;
    }

    /** Providers come from the configured folder, and from the one beside the program's own jars. */
    @Provides
    static PluginSearch pluginSearch(Terminal terminal) {
        return folder -> {
            List<Path> folders = new ArrayList<>(List.of(folder));
            terminal.home().ifPresent(home -> folders.add(home.resolve("plugins")));
            return Plugins.find(folders, CommandModule.class.getClassLoader());
        };
    }

    @Provides
    static ConfigReader configReader(Terminal terminal, PluginSearch plugins) {
        return new ConfigReader(terminal.environment(), plugins);
    }
}
