package io.github.dynagents.runner.internal.command;

import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.daemon.Daemon;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.recording.RecordingFile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon. */
@Command(
        name = "run",
        description = {
            "Runs the daemon until it is told to end (SIGTERM, Ctrl-C).",
            "Machines are left as they are then: they end by themselves unless the daemon comes back."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Opening opening;
    private final RootCommand root;

    @Option(names = "--dry-run", description = "Decides and logs, and does nothing.")
    private boolean dryRun;

    @Option(names = "--once", description = "Ends after one whole tick and the answers to its calls.")
    private boolean once;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = {
                "Writes all that it sees to a file, for \"dynagents explain\"; compressed if it ends in .gz.",
                "One that is there is kept as FILE.1, and so on up to FILE.5."
            })
    private Optional<Path> record = Optional.empty();

    @Option(
            names = "--record-limit",
            paramLabel = "MB",
            defaultValue = "1024",
            description = "How large that file may become; recording ends there (default: ${DEFAULT-VALUE}).")
    private int recordLimit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Inject
    RunCommand(Terminal terminal, Opening opening, RootCommand root) {
        this.terminal = terminal;
        this.opening = opening;
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        if (record.isPresent() && once) {
            throw misused("--record is of a daemon that stays; \"dynagents plan\" explains a single tick");
        }
        if (recordLimit < 1) {
            throw misused("--record-limit must be at least 1 MB: " + recordLimit);
        }
        try (Opened opened = opening.open()) {
            List<String> unbounded = Daemon.unbounded(opened);
            if (!unbounded.isEmpty() && !opened.acceptsUnbounded()) {
                unbounded.forEach(terminal.err()::println);
                return ExitCode.UNSAFE.code();
            }
            if (opened.asFleet().pools().isEmpty()) {
                terminal.err().println("dynagents: no pool is left to serve");
                return ExitCode.FAILURE.code();
            }
            if (once && opened.servesLeases()) {
                terminal.err()
                        .println(
                                "dynagents: machines that fetch their leases (safety.lease-url) need a daemon that stays;"
                                        + " run it without --once");
                return ExitCode.CONFIGURATION.code();
            }
            return run(opened);
        }
    }

    private int run(Opened opened) throws BadSettings, InterruptedException {
        Opened.Leases leases = serveLeases(opened);
        try (leases) {
            Daemon daemon = new Daemon(opened, dryRun, once, record.map(this::recording));
            Thread stopping = new Thread(() -> stop(daemon), "dynagents-stop");
            Runtime.getRuntime().addShutdownHook(stopping);
            daemon.start(opened.asFleet());
            daemon.await();
            if (isOurs(stopping)) {
                stop(daemon);
            }
            return ExitCode.OK.code();
        }
    }

    private RecordingFile recording(Path file) {
        Path path = terminal.directory().resolve(file);
        try {
            return RecordingFile.create(path, (long) recordLimit << 20, Version.ofProgram());
        } catch (IOException e) {
            throw misused("--record " + file + " cannot be written: " + FileTrouble.why(e));
        }
    }

    private CommandLine.ParameterException misused(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }

    private Opened.Leases serveLeases(Opened opened) throws BadSettings {
        try {
            return dryRun ? () -> {} : opened.serveLeases();
        } catch (UncheckedIOException e) {
            throw new BadSettings(root.config() + ": " + e.getMessage(), e);
        }
    }

    /** Whether the daemon has ended by itself, rather than by a signal whose hook runs already. */
    private static boolean isOurs(Thread stopping) {
        try {
            return Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException e) {
            return false; // the virtual machine is shutting down, and the hook tells what is left
        }
    }

    /** Told to the log's own place, since logging has ended by then. */
    private void stop(Daemon daemon) {
        try {
            daemon.stop().forEach(root::logLast);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.err().flush();
    }
}
