package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.daemon.Look;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.daemon.PlanJson;
import io.github.dynagents.runner.internal.daemon.PlanText;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One read-only tick. */
@Command(
        name = "plan",
        description = "Looks at everything once, with credentials, and tells what it sees, what it would do and why.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private static final Duration MOST = Duration.ofMinutes(3);

    private final Terminal terminal;
    private final Opening opening;

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    @Inject
    PlanCommand(Terminal terminal, Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    @Override
    public Integer call() throws Exception {
        try (Opened opened = opening.open()) {
            Look look = Look.at(opened, MOST);
            if (json) {
                terminal.out().println(Json.text(PlanJson.of(look)));
            } else {
                PlanText.of(look).forEach(terminal.out()::println);
            }
            return (look.isWhole() && opened.broken().isEmpty() ? ExitCode.OK : ExitCode.OUTSIDE).code();
        }
    }
}
