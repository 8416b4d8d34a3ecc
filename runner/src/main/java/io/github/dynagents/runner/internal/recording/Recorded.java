package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.Recording;
import io.github.dynagents.core.Replay;
import io.github.dynagents.core.policy.Guard;
import io.github.dynagents.core.policy.Policy;
import io.github.dynagents.core.world.World;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A recording on disk, read from its beginning. What its writer was writing when it died is left out. */
public final class Recorded implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f;

    private final Path path;
    private final BufferedReader lines;
    private final Codec codec = new Codec(Codec.MUCH);
    private final Line.Format format;
    private final Line.Begun begun;
    private int number;

    private Recorded(Path path) throws IOException, NotARecording {
        this.path = path;
        this.lines = reader(path);
        try {
            this.format = format();
            this.begun = next().filter(Line.Begun.class::isInstance)
                    .map(Line.Begun.class::cast)
                    .orElseThrow(() -> new NotARecording(path + " ends before anything was recorded"));
        } catch (IOException | NotARecording | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Opens it.
     *
     * @throws NotARecording if it is none, or one that this version cannot read
     * @throws IOException if the file cannot be read
     */
    public static Recorded open(Path path) throws IOException, NotARecording {
        return new Recorded(path);
    }

    private static BufferedReader reader(Path path) throws IOException, NotARecording {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(path));
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        try {
            return new BufferedReader(new InputStreamReader(
                    new ToItsEnd(first == GZIP_MAGIC ? new GZIPInputStream(in) : in), StandardCharsets.UTF_8));
        } catch (EOFException | ZipException e) {
            in.close();
            throw new NotARecording(path + " is not a recording of dynagents, or only its first bytes", e);
        }
    }

    private Line.Format format() throws IOException, NotARecording {
        String line = lines.readLine();
        number++;
        if (line == null) {
            throw new NotARecording(path + " is empty");
        }
        Line first;
        try {
            first = codec.read(line);
        } catch (NotARecording e) {
            throw new NotARecording(path + " is not a recording of dynagents", e);
        }
        if (!(first instanceof Line.Format read)) {
            throw new NotARecording(path + " is not a recording of dynagents, or not from its beginning");
        }
        if (read.format() != Codec.FORMAT) {
            throw new NotARecording(path + " is a recording in format " + read.format()
                    + ", and this version reads format " + Codec.FORMAT + "; explain it with dynagents " + read.by()
                    + ", which has written it");
        }
        return read;
    }

    /** The version of the program that has written it. */
    public String by() {
        return format.by();
    }

    /** When it begins. */
    public Instant start() {
        return begun.start();
    }

    /** What was believed at its beginning. */
    public World world() {
        return begun.looking()
                ? World.looking(begun.fleet(), begun.start())
                : World.start(begun.fleet(), begun.start());
    }

    /** The instant of the last tick in it that has decided; empty if none has. Reads on to its end. */
    public Optional<Instant> end() throws IOException, NotARecording {
        Optional<Instant> seen = Optional.empty();
        Optional<Instant> decided = Optional.empty();
        for (Optional<Line> line = next(); line.isPresent(); line = next()) {
            switch (line.get()) {
                case Line.Seen one -> seen = Optional.of(one.seen().now());
                case Line.Decided one -> decided = seen;
                case Line.Format one -> {}
                case Line.Begun one -> {}
                case Line.Kept one -> {}
            }
        }
        return decided;
    }

    /** Decides upon what was recorded once more, tick by tick, from here on. */
    public Ticks replay(Policy policy, Guard guard) {
        Replay replay = new Replay(world(), policy, guard);
        return () -> {
            for (Optional<Line> line = next(); line.isPresent(); line = next()) {
                switch (line.get()) {
                    case Line.Seen one -> replay.see(one.seen(), one.outcomes());
                    case Line.Decided one -> {
                        Recording.Step.Decided again = replay.decide();
                        boolean same = one.digest().equals(Digest.of(again.plan(), again.cut()));
                        return Optional.of(new Tick(replay.world(), again.plan(), again.cut(), same));
                    }
                    case Line.Format one -> {}
                    case Line.Begun one -> {}
                    case Line.Kept one -> {}
                }
            }
            return Optional.empty();
        };
    }

    private Optional<Line> next() throws IOException, NotARecording {
        String line = lines.readLine();
        number++;
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.read(line));
        } catch (NotARecording e) {
            if (lines.readLine() == null) {
                return Optional.empty();
            }
            throw new NotARecording(
                    "line " + number + " of " + path + " cannot be read by this version (it was written by dynagents "
                            + by() + "): " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
