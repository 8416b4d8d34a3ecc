package io.github.dynagents.runner.internal.command;

import io.github.dynagents.core.world.Pool;
import io.github.dynagents.runner.ExitCode;
import io.github.dynagents.runner.internal.daemon.ExplainJson;
import io.github.dynagents.runner.internal.daemon.ExplainText;
import io.github.dynagents.runner.internal.daemon.Explained;
import io.github.dynagents.runner.internal.recording.NotARecording;
import io.github.dynagents.runner.internal.recording.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.inject.Inject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A recording, told. */
@Command(
        name = "explain",
        description = {
            "Replays what \"dynagents run --record\" has written, and tells what one tick knew, decided, was refused and"
                    + " considered.",
            "Without --at it lists the ticks that did something."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--recording", required = true, paramLabel = "FILE", description = "The recording.")
    private Path recording = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The tick at or before that time, in UTC: 2026-01-05T14:32:00Z, 14:32, or -10m before its end.")
    private Optional<String> at = Optional.empty();

    @Option(names = "--pool", paramLabel = "NAME", description = "Tells of that pool only.")
    private Optional<String> pool = Optional.empty();

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Inject
    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = terminal.directory().resolve(recording);
        if (!Files.isRegularFile(file)) {
            throw misused("there is no file " + recording);
        }
        try {
            Optional<Moment> moment = Optional.empty();
            if (at.isPresent()) {
                moment = Optional.of(moment(file, at.get()));
            }
            try (Recorded recorded = Recorded.open(file)) {
                checkPool(recorded);
                Playback playback = new Playback(recorded, pool);
                if (moment.isPresent()) {
                    one(playback, moment.get());
                } else {
                    all(playback);
                }
                playback.warning().ifPresent(terminal.err()::println);
            }
        } catch (NotARecording e) {
            throw misused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw misused(recording + " cannot be read: " + e);
        }
        return ExitCode.OK.code();
    }

    /** Reads it once to know its end, so that a moment can be told to be outside of it. */
    private Moment moment(Path file, String text) throws IOException, NotARecording {
        try (Recorded recorded = Recorded.open(file)) {
            Instant end = recorded.end().orElseThrow(() -> misused("nothing has been decided yet in " + recording));
            return Moment.of(text, recorded.start(), end);
        } catch (IllegalArgumentException e) {
            throw misused("--at: " + e.getMessage());
        }
    }

    private void checkPool(Recorded recorded) {
        List<Pool> pools = recorded.world().fleet().pools();
        if (pool.isPresent() && pools.stream().noneMatch(one -> one.name().equals(pool.get()))) {
            throw misused("there is no pool " + pool.get() + " in " + recording + "; there is "
                    + pools.stream().map(Pool::name).collect(Collectors.joining(", ")));
        }
    }

    private void one(Playback playback, Moment moment) throws IOException, NotARecording {
        Explained explained = playback.last(moment)
                .orElseThrow(() ->
                        misused("--at: no tick had decided by " + moment.until() + " yet; without --at it lists them"));
        if (json) {
            terminal.out().println(Json.text(ExplainJson.of(explained)));
        } else {
            ExplainText.of(explained).forEach(terminal.out()::println);
        }
    }

    private void all(Playback playback) throws IOException, NotARecording {
        List<Object> deeds = new ArrayList<>();
        playback.all(explained -> {
            if (json) {
                deeds.add(ExplainJson.line(explained));
            } else {
                terminal.out().println(ExplainText.line(explained));
            }
        });
        if (json) {
            terminal.out().println(Json.text(deeds));
        } else {
            terminal.out().println(playback.summary());
        }
    }

    private CommandLine.ParameterException misused(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
