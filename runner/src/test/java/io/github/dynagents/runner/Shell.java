package io.github.dynagents.runner;

import io.github.dynagents.runner.internal.command.Asking;
import io.github.dynagents.runner.internal.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder and an environment in which commands run. */
final class Shell {
    /** What a command printed and ended with. */
    record Ran(int code, String out, String err) {}

    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();

    private final List<String> asked = new ArrayList<>();
    private Asking asking = Asking.NOBODY;

    Shell(Path directory) {
        this.directory = directory;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Somebody sits at the terminal, and answers whatever is asked so. */
    Shell answering(String answer) {
        asking = question -> {
            asked.add(question);
            return Optional.of(answer);
        };
        return this;
    }

    /** What was asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    Shell file(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        environment,
                        directory,
                        Optional.empty(),
                        asking),
                arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
