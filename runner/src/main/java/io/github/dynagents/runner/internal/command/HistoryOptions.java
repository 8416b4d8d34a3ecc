package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.spi.OptionValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code history} is told on its command line. */
final class HistoryOptions {
    private static final String TOKEN = "DRONE_TOKEN";

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "Which CI server of the configuration; not needed where it has one.")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The address of a Drone server; then no configuration is read.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description = "With --url: the environment variable that holds the token (default: " + TOKEN + ").")
    private Optional<String> tokenVariable = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "60d",
            description = "How far to look back (default: ${DEFAULT-VALUE}).")
    private String since = "";

    @Option(
            names = "--repo",
            paramLabel = "NAME",
            description =
                    "Only this repository, such as octo/hello; may be repeated. Without it, all: for that the token"
                            + " must be an administrator's.")
    private List<String> repos = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "history.csv.gz",
            description = "Where the trace is written; gzipped if it ends with .gz (default: ${DEFAULT-VALUE}).")
    private String output = "";

    @Option(
            names = "--anonymous",
            description = "Writes numbers instead of the names of repositories, pipelines and labels.")
    private boolean anonymous;

    Optional<String> server() {
        return server;
    }

    Optional<String> url() {
        return url;
    }

    String tokenVariable() {
        return tokenVariable.orElse(TOKEN);
    }

    List<String> repos() {
        return repos;
    }

    String output() {
        return output;
    }

    boolean isAnonymous() {
        return anonymous;
    }

    String sinceText() {
        return since;
    }

    /** @throws IllegalArgumentException if it is no duration */
    Duration since() {
        try {
            Duration back = (Duration) OptionValue.read(Duration.class, since, Path.of(""));
            if (back.isPositive()) {
                return back;
            }
        } catch (IllegalArgumentException e) {
            throw noDuration(e);
        }
        throw noDuration(new IllegalArgumentException("not positive"));
    }

    private IllegalArgumentException noDuration(IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "--since: expected " + OptionValue.expected(Duration.class) + ", found \"" + since + "\"", cause);
    }

    /**
     * Finds what is wrong before the long work begins.
     *
     * @param directory what the output's name is relative to
     * @throws IllegalArgumentException for what cannot be
     */
    void check(Path directory) {
        if (url.isPresent() && server.isPresent()) {
            throw new IllegalArgumentException("--server is a name in the configuration, and with --url none is read");
        }
        if (url.isEmpty() && tokenVariable.isPresent()) {
            throw new IllegalArgumentException("--token-env goes with --url; a configuration names its own token");
        }
        FileTrouble.beforehand(directory.resolve(output)).ifPresent(why -> {
            throw new IllegalArgumentException("--output: cannot write \"" + output + "\": " + why);
        });
    }
}
