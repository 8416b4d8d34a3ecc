package io.github.dynagents.runner.internal.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the program was started with.
 *
 * @param out for results
 * @param err for what people read meanwhile
 * @param environment its variables
 * @param directory where it was started
 * @param home the folder it is installed in, if it is
 * @param asking asks who sits there, if anybody does
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Path directory,
        Optional<Path> home,
        Asking asking) {
    /** The name only: the environment holds secrets. */
    @Override
    public String toString() {
        return "Terminal[" + directory + "]";
    }
}
