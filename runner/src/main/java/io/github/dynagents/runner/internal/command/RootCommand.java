package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.internal.log.Logs;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.inject.Inject;
import javax.inject.Singleton;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself, with the options that every command has. */
@Singleton
@Command(
        name = "dynagents",
        description =
                "Buys cloud machines for CI agents while jobs wait, and lets them go before they cost for nothing.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        usageHelpAutoWidth = true,
        subcommands = CommandLine.HelpCommand.class)
final class RootCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            defaultValue = "dynagents.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private String config = "";

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "text",
            description = "How log lines look: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Logs.Format log = Logs.Format.text;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            defaultValue = "info",
            description = "The least that is logged: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Logs.Threshold level = Logs.Threshold.info;

    private Handler last = new ConsoleHandler();

    @Inject
    RootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The configuration's name, as it was given. */
    String config() {
        return config;
    }

    /** Where the configuration is. */
    Path configFile() {
        return terminal.directory().resolve(config);
    }

    void startLogging() {
        last = Logs.install(terminal.err(), log, level);
    }

    /** Logs a line even while the virtual machine shuts down, when loggers are silent already. */
    void logLast(String line) {
        LogRecord lastWords = new LogRecord(Level.INFO, line);
        lastWords.setLoggerName("io.github.dynagents.daemon");
        last.publish(lastWords);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
