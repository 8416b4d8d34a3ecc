package io.github.dynagents.runner;

import io.github.dynagents.runner.internal.command.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs a command and ends with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("dynagents.home")).map(Path::of),
                new AtConsole());
        int code = run(terminal, arguments);
        terminal.out().flush();
        System.exit(code);
    }

    static int run(Terminal terminal, String... arguments) {
        return DaggerProgram.factory().create(terminal).commandLine().execute(arguments);
    }
}
