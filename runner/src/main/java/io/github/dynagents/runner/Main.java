package io.github.dynagents.runner;

import io.github.dynagents.runner.internal.command.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs a command and ends with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        Output output = new Output(new FileOutputStream(FileDescriptor.out));
        Terminal terminal = new Terminal(
                new PrintWriter(output, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("dynagents.home")).map(Path::of),
                new AtConsole());
        int code = run(terminal, arguments);
        terminal.out().flush();
        if (code == ExitCode.OK.code() && output.problem().isPresent()) {
            terminal.err()
                    .println("dynagents: standard output cannot be written: "
                            + output.problem().get());
            code = ExitCode.OUTSIDE.code();
        }
        System.exit(code);
    }

    static int run(Terminal terminal, String... arguments) {
        return DaggerProgram.factory().create(terminal).commandLine().execute(arguments);
    }
}
