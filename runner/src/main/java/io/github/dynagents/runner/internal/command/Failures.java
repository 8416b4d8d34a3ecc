package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a message and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException thrown, String[] arguments) {
        CommandLine line = thrown.getCommandLine();
        line.getErr().println("dynagents: " + thrown.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(thrown, line.getErr());
        line.getErr().println("\"" + line.getCommandSpec().qualifiedName() + " --help\" tells what there is.");
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (thrown instanceof InvalidConfig invalid) {
            err.println(invalid.getMessage());
            return ExitCode.CONFIGURATION.code();
        }
        if (thrown instanceof BadSettings bad) {
            err.println(bad.getMessage());
            return ExitCode.CONFIGURATION.code();
        }
        err.println("dynagents: a fault of this program; please report it with what follows");
        thrown.printStackTrace(err);
        return ExitCode.FAILURE.code();
    }
}
