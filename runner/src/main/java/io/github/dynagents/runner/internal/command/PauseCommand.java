package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.pause.PauseFile;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops purchases by hand. */
@Command(
        name = "pause",
        description = {
            "Stops purchases, by a file that a running daemon notices within seconds and a later one finds.",
            "Machines keep their leases only while they have work: idle ones end by themselves."
        },
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RootCommand root;
    private final ConfigReader reader;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever looks.")
    private String reason = "";

    @Inject
    PauseCommand(Terminal terminal, RootCommand root, ConfigReader reader) {
        this.terminal = terminal;
        this.root = root;
        this.reader = reader;
    }

    @Override
    public Integer call() throws Exception {
        PauseFile file = new PauseFile(reader.readPauseFile(root.config(), root.configFile()));
        Optional<String> before = file.read();
        try {
            file.write("paused by " + who() + " at " + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                    + (reason.isBlank() ? "" : ": " + reason.strip()));
        } catch (IOException e) {
            terminal.err().println("dynagents: it is not paused: " + file.path() + " cannot be written: " + e);
            return ExitCode.FAILURE.code();
        }
        before.ifPresent(words -> terminal.out().println("was paused already: " + words));
        terminal.out().println("paused: nothing is bought, and machines keep their leases only while they have work");
        terminal.out()
                .println(
                        "a running daemon notices within seconds, and a restart keeps it; \"dynagents resume\" ends it ("
                                + file.path() + ")");
        return ExitCode.OK.code();
    }

    private String who() {
        return Optional.ofNullable(terminal.environment().get("SUDO_USER"))
                .orElseGet(() -> System.getProperty("user.name", "somebody"));
    }
}
