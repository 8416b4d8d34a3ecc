package io.github.dynagents.runner.internal.demo;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.command.FileTrouble;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the daemon does, with no account and no network. */
@Command(
        name = "demo",
        description = {
            "Shows a busy day of a small team in 45 seconds: no account, no network.",
            "The autoscaler is the real one; the clouds, the CI server and the time are not."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Which day to show; the same seed shows the same day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description =
                    "60x: so much faster than real time; max: lines at once (default: 45 seconds on a terminal, else max).")
    private String speed = "";

    @Option(names = "--plain", description = "Prints lines, also on a terminal. So does a pipe, or NO_COLOR.")
    private boolean plain;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = {
                "Writes what the day's daemon sees, for \"dynagents explain\"; compressed if it ends in .gz.",
                "That of the daemon before the outage becomes FILE.1."
            })
    private Optional<Path> record = Optional.empty();

    @Inject
    DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Speed pace = pace();
        Demo demo = new Demo(seed, pace, out, time -> Thread.sleep(time), record.map(Path::toAbsolutePath));
        try {
            if (plain || pace instanceof Speed.Max || !canDraw()) {
                demo.asLines();
            } else {
                onScreen(demo, out);
            }
        } catch (UncheckedIOException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--record " + record.orElseThrow() + " cannot be written: "
                            + FileTrouble.why(Objects.requireNonNull(e.getCause())),
                    e);
        }
        return ExitCode.OK.code();
    }

    /** Whether the output is a terminal that takes more than lines, and nobody asked for no colours. */
    private static boolean canDraw() {
        return Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
    }

    private Speed pace() {
        try {
            return speed.isEmpty() ? new Speed.Usual() : Speed.parse(speed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--speed: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C too leaves the terminal as it was. */
    private static void onScreen(Demo demo, PrintWriter out) throws InterruptedException {
        try (Screen screen = new Screen(out)) {
            Thread cleanUp = new Thread(screen::close, "leave the screen");
            Runtime.getRuntime().addShutdownHook(cleanUp);
            demo.on(screen);
            Runtime.getRuntime().removeShutdownHook(cleanUp);
        }
    }
}
