package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.daemon.Look;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.daemon.PlanJson;
import io.github.dynagents.runner.internal.daemon.PlanText;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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

    @Option(
            names = "--permissions",
            description = "Prints only the rights that each account's credentials need; makes no call.")
    private boolean permissions;

    @Inject
    PlanCommand(Terminal terminal, Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    @Override
    public Integer call() throws Exception {
        try (Opened opened = opening.open()) {
            if (permissions) {
                printPermissions(opened);
                return (opened.broken().isEmpty() ? ExitCode.OK : ExitCode.OUTSIDE).code();
            }
            Look look = Look.at(opened, MOST);
            if (json) {
                terminal.out().println(Json.text(PlanJson.of(look)));
            } else {
                PlanText.of(look).forEach(terminal.out()::println);
            }
            boolean allWell = look.isWhole()
                    && !look.findings().anyWrong()
                    && opened.broken().isEmpty();
            return (allWell ? ExitCode.OK : ExitCode.OUTSIDE).code();
        }
    }

    /** Only the rights themselves go to standard output, so that they can be piped to where they are granted. */
    private void printPermissions(Opened opened) {
        if (json) {
            terminal.out().println(Json.text(Json.object("permissions", byAccount(opened))));
            return;
        }
        opened.permissions().forEach((account, rights) -> {
            terminal.err()
                    .println("account " + account + ": "
                            + (rights.isPresent()
                                    ? "its credentials need"
                                    : "its provider does not tell what its credentials need"));
            rights.ifPresent(terminal.out()::println);
        });
    }

    private static Map<String, Object> byAccount(Opened opened) {
        Map<String, Object> known = new LinkedHashMap<>();
        opened.permissions().forEach((account, rights) -> known.put(account, rights.orElse("")));
        return known;
    }
}
