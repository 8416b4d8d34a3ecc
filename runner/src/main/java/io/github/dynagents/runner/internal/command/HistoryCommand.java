package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.spi.History;
import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.history.AsTrace;
import io.github.dynagents.runner.internal.history.Breakable;
import io.github.dynagents.runner.internal.history.Names;
import io.github.dynagents.runner.internal.history.Numbers;
import io.github.dynagents.runner.internal.history.Progress;
import io.github.dynagents.runner.internal.history.ProgressLine;
import io.github.dynagents.runner.internal.history.Pull;
import io.github.dynagents.runner.internal.history.Pulled;
import io.github.dynagents.runner.internal.history.Summary;
import io.github.dynagents.testkit.workload.Trace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a trace of what a CI server remembers. */
@Command(
        name = "history",
        description = {
            "Reads the jobs that have finished on a CI server, and writes them as a trace, for dynagents simulate.",
            "It changes nothing there. Broken off (Ctrl-C), it keeps the newest part, as history.partial.csv.gz."
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final HistorySource source;

    @Mixin
    private HistoryOptions options = new HistoryOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Inject
    HistoryCommand(Terminal terminal, HistorySource source) {
        this.terminal = terminal;
        this.source = source;
    }

    @Override
    public Integer call() throws InvalidConfig, BadSettings {
        try (History history = open();
                Breakable breakable = new Breakable()) {
            Pull pull = new Pull(history, progress(), time -> Thread.sleep(time));
            return report(breakable.work(pull::run)).code();
        }
    }

    private History open() throws InvalidConfig, BadSettings {
        try {
            options.check(terminal.directory());
            return source.open(options);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Progress progress() {
        return Ansi.AUTO.enabled() && !"dumb".equals(terminal.environment().get("TERM"))
                ? new ProgressLine(terminal.err())
                : Progress.UNSEEN;
    }

    private ExitCode report(Pulled pulled) {
        pulled.brokenOff()
                .ifPresent(why -> tell(String.format(
                        Locale.ROOT, "stopped after %,d of %,d builds: %s", pulled.read(), pulled.found(), why)));
        if (pulled.leftOut() > 0) {
            tell(pulled.leftOut() + " build(s) are left out: the server failed to show them");
        }
        if (pulled.jobs().isEmpty()) {
            tell(
                    pulled.brokenOff().isPresent()
                            ? "nothing was written"
                            : "no job has finished within --since " + options.sinceText() + "; nothing was written");
            return ExitCode.OUTSIDE;
        }
        if (pulled.brokenOff().isEmpty()) {
            return written(pulled, options.output());
        }
        String partial = partial(options.output());
        tell("what was read, the newest part, goes to " + partial);
        written(pulled, partial);
        return ExitCode.OUTSIDE;
    }

    private ExitCode written(Pulled pulled, String name) {
        try {
            Trace.write(
                    terminal.directory().resolve(name),
                    AsTrace.of(pulled.jobs(), options.isAnonymous() ? new Numbers() : Names.REAL));
        } catch (IOException e) {
            tell("cannot write: " + FileTrouble.why(e));
            return ExitCode.OUTSIDE;
        }
        Summary summary = new Summary(pulled.jobs());
        terminal.out().println(name + ": " + summary.contents());
        summary.waiting().ifPresent(terminal.out()::println);
        terminal.out().println("next: dynagents simulate " + name);
        return ExitCode.OK;
    }

    private void tell(String what) {
        terminal.err().println("dynagents: " + what);
    }

    /** {@code history.partial.csv.gz} for {@code history.csv.gz}. */
    private static String partial(String name) {
        return name.replaceFirst("((\\.csv)?(\\.gz)?)$", ".partial$1");
    }
}
