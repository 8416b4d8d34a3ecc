package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.daemon.Reaping;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The panic button, and what a cron job runs. */
@Command(
        name = "reap",
        description = {
            "Releases this owner's machines that should have ended by themselves: their lease or life is over, or they",
            "are powered off and still billed. Needs no daemon; safe to run beside one."
        },
        mixinStandardHelpOptions = true)
final class ReapCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Opening opening;

    @Option(
            names = "--all",
            description = "Releases everything of this owner, now; jobs on it are lost. Stop the daemon first.")
    private boolean all;

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    @Inject
    ReapCommand(Terminal terminal, Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    @Override
    public Integer call() throws Exception {
        try (Opened opened = opening.open()) {
            List<Reaping.Reaped> reaped = Reaping.reap(opened, all);
            if (json) {
                terminal.out()
                        .println(
                                Json.text(reaped.stream().map(ReapCommand::json).toList()));
            } else {
                reaped.forEach(one -> terminal.out().println(say(one)));
                terminal.out().println(summary(reaped));
            }
            boolean well = reaped.stream().allMatch(Reaping.Reaped::isReleased)
                    && opened.broken().isEmpty();
            return (well ? ExitCode.OK : ExitCode.OUTSIDE).code();
        }
    }

    private static String summary(List<Reaping.Reaped> reaped) {
        long released = reaped.stream().filter(Reaping.Reaped::isReleased).count();
        long failed = reaped.size() - released;
        return released + " machine(s) released" + (failed == 0 ? "" : ", " + failed + " failure(s)");
    }

    private static String say(Reaping.Reaped one) {
        if (one.machine().isEmpty()) {
            return "account " + one.account() + " could not be listed: " + one.problem();
        }
        return one.isReleased()
                ? "released " + one.machine() + " (" + one.account() + ")"
                : "could not release " + one.machine() + " (" + one.account() + "): " + one.problem();
    }

    private static Object json(Reaping.Reaped one) {
        return Json.object(
                "account", one.account(),
                "machine", one.machine(),
                "released", one.isReleased(),
                "problem", one.problem());
    }
}
