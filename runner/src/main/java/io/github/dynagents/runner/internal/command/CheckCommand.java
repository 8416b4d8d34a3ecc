package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.Configured;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.config.Place;
import io.github.dynagents.runner.internal.config.Problem;
import io.github.dynagents.runner.internal.plugin.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Validates the configuration, offline. */
@Command(
        name = "check",
        description = "Validates the configuration, offline: every error at once, with file:line:column.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final RootCommand root;
    private final ConfigReader reader;

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    @Inject
    CheckCommand(Terminal terminal, RootCommand root, ConfigReader reader) {
        this.terminal = terminal;
        this.root = root;
        this.reader = reader;
    }

    @Override
    public Integer call() {
        try {
            Configured configured = reader.read(root.config(), root.configFile());
            List<Problem> warnings = new ArrayList<>(configured.warnings());
            for (Unusable unusable : configured.plugins().unusable()) {
                warnings.add(new Problem(false, new Place(root.config(), 1, 1), "plugins", unusable.toString()));
            }
            report(warnings, true);
            if (!json) {
                terminal.out().println(summary(configured));
            }
            return ExitCode.OK.code();
        } catch (InvalidConfig e) {
            report(e.problems(), false);
            return ExitCode.CONFIGURATION.code();
        }
    }

    private void report(List<Problem> problems, boolean usable) {
        if (json) {
            terminal.out()
                    .println(Json.text(Json.object(
                            "file", root.config(),
                            "ok", usable,
                            "problems",
                                    problems.stream().map(CheckCommand::json).toList())));
        } else {
            problems.forEach(terminal.err()::println);
        }
    }

    private static Map<String, Object> json(Problem problem) {
        return Json.object(
                "severity", problem.isError() ? "error" : "warning",
                "line", problem.place().line(),
                "column", problem.place().column(),
                "path", problem.path(),
                "message", problem.what());
    }

    private String summary(Configured configured) {
        return root.config() + ": no errors; "
                + count(configured.config().servers().size(), "server") + ", "
                + count(configured.accounts().size(), "account") + ", "
                + count(configured.config().pools().size(), "pool");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
