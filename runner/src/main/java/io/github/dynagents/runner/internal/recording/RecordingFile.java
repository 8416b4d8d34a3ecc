package io.github.dynagents.runner.internal.recording;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.Observation;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.World;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes all that a run's worlds are made of to a file, a line a step, while the run goes on: what was written before a
 * crash can be replayed. Secrets are left out. Whatever goes wrong with it ends the recording, with a line in the log,
 * and not the run.
 */
public final class RecordingFile implements Autoscaler.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.dynagents.recording");
    private static final int OLD_ONES = 5;

    private final Path path;
    private final long mostBytes;
    private final String by;
    private final FileOutputStream file;
    private final OutputStream out;
    private final Codec codec = new Codec(Codec.MUCH);
    private boolean ended;

    private RecordingFile(Path path, long mostBytes, String by) throws IOException {
        this.path = path;
        this.mostBytes = mostBytes;
        this.by = by;
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "it is there and is no regular file");
        }
        setAside(path);
        this.file = new FileOutputStream(path.toFile());
        this.out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 13, true) : file;
    }

    /**
     * Makes the file. One that is there becomes {@code FILE.1}, that one {@code FILE.2} and so on, up to 5.
     *
     * @param path compressed if it ends in {@code .gz}
     * @param mostBytes how large it may become; it ends there
     * @param by the version of this program
     * @throws IOException if it cannot be written, or something is there that is no regular file, such as a folder or a device
     */
    public static RecordingFile create(Path path, long mostBytes, String by) throws IOException {
        return new RecordingFile(path, mostBytes, by);
    }

    private static void setAside(Path path) throws IOException {
        for (int i = OLD_ONES; Files.exists(path) && i > 0; i--) {
            Path older = i == 1 ? path : Path.of(path + "." + (i - 1));
            if (Files.exists(older)) {
                Files.move(older, Path.of(path + "." + i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Begins: before the run's first tick.
     *
     * @param looking whether the run only looks, and does nothing
     */
    public synchronized void begin(World start, boolean looking) {
        write(new Line.Format(Codec.FORMAT, by));
        write(new Line.Begun(start.now(), looking, start.fleet()));
    }

    @Override
    public synchronized void observed(Observation seen, List<Outcome> outcomes) {
        write(new Line.Seen(seen, outcomes));
    }

    @Override
    public synchronized void decided(World world, Plan plan, Cut cut) {
        write(new Line.Decided(Digest.of(plan, cut)));
    }

    private void write(Line line) {
        if (ended) {
            return;
        }
        try {
            codec.write(line).copyTo(out);
            if (line instanceof Line.Seen seen) {
                var kept = codec.keep(seen);
                if (kept.isPresent()) {
                    codec.write(kept.get()).copyTo(out);
                }
            }
            out.flush();
            if (file.getChannel().position() >= mostBytes) {
                end("it has reached its limit of " + mostBytes / (1 << 20) + " MB");
            }
        } catch (IOException | RuntimeException e) {
            end("it cannot be written: " + e);
        }
    }

    private void end(String why) {
        LOG.log(
                Level.WARNING,
                "the recording " + path + " ends here: " + why
                        + "; the daemon goes on, and its next start begins another");
        close();
    }

    @Override
    public synchronized void close() {
        if (!ended) {
            ended = true;
            try {
                out.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the end of the recording " + path + " is lost: " + e);
            }
        }
    }
}
