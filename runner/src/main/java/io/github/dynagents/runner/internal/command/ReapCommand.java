package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.reap.Reaped;
import io.github.dynagents.runner.internal.reap.Reaping;
import io.github.dynagents.runner.internal.reap.Seen;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The panic button, and what a cron job runs. */
@Command(
        name = "reap",
        description = {
            "Releases this owner's machines that must have ended by themselves and are there all the same.",
            "They are over their lease or life by safety.reap-margin, or powered off and still billed. It shows them first,"
                    + " and asks.",
            "Needs no daemon, and of the configuration no more than owner and accounts; safe to run beside a daemon."
        },
        mixinStandardHelpOptions = true)
final class ReapCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Opening opening;

    @Option(
            names = "--all",
            description = "Releases everything of this owner, now; jobs on it are lost. Stop the daemon first.")
    private boolean all;

    @Option(names = "--yes", description = "Does not ask: for cron. Without a terminal, nothing is released else.")
    private boolean yes;

    @Option(names = "--json", description = "Prints JSON for scripts, and does not ask: acts with --yes only.")
    private boolean json;

    @Inject
    ReapCommand(Terminal terminal, Opening opening) {
        this.terminal = terminal;
        this.opening = opening;
    }

    @Override
    public Integer call() throws Exception {
        try (ToReap open = opening.openToReap();
                Reaping reaping =
                        new Reaping(open.accounts(), open.config().safety().asSafety())) {
            Seen seen = reaping.look(all);
            ReapReport report = new ReapReport(terminal, open.config(), json);
            report.seen(seen);
            boolean confirmed = !seen.due().isEmpty() && isConfirmed(seen);
            List<Reaped> reaped = confirmed ? reaping.release(seen.due()) : List.of();
            report.done(seen, confirmed, reaped);
            boolean failed = !seen.unlisted().isEmpty()
                    || !open.accounts().broken().isEmpty()
                    || !reaped.stream().allMatch(Reaped::isReleased);
            return (failed ? ExitCode.OUTSIDE : confirmed || seen.due().isEmpty() ? ExitCode.OK : ExitCode.UNCONFIRMED)
                    .code();
        }
    }

    private boolean isConfirmed(Seen seen) {
        if (yes || json) {
            return yes;
        }
        int count = seen.due().size();
        Optional<String> answer = terminal.asking()
                .ask(count == 1 ? "release this machine? [y/N]" : "release these " + count + " machines? [y/N]");
        if (answer.isEmpty()) {
            terminal.err().println("dynagents: nothing is released: there is no terminal to ask at; --yes says yes");
        }
        return answer.map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("y") || text.equals("yes"))
                .isPresent();
    }
}
