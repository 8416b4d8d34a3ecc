package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.pause.PauseFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine.Command;

/** Ends what {@link PauseCommand} began. */
@Command(
        name = "resume",
        description = "Lets a daemon buy again that was paused; it notices within seconds.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RootCommand root;
    private final ConfigReader reader;

    @Inject
    ResumeCommand(Terminal terminal, RootCommand root, ConfigReader reader) {
        this.terminal = terminal;
        this.root = root;
        this.reader = reader;
    }

    @Override
    public Integer call() throws Exception {
        PauseFile file = new PauseFile(reader.readPauseFile(root.config(), root.configFile()));
        try {
            terminal.out()
                    .println(
                            file.remove()
                                    ? "resumed: a running daemon notices within seconds, and buys again"
                                    : "it was not paused: there is no " + file.path());
            return ExitCode.OK.code();
        } catch (IOException e) {
            terminal.err().println("dynagents: it is still paused: " + file.path() + " cannot be removed: " + e);
            return ExitCode.FAILURE.code();
        }
    }
}
