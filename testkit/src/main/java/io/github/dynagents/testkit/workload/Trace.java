package io.github.dynagents.testkit.workload;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.ci.Work;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Workloads that were recorded: CSV (RFC 4180), plain or gzipped, with the header
 * {@code submitted,repo,pipeline,os,arch,labels,duration_s,status}. Times are seconds since the start, with or without
 * a fraction; labels are {@code k=v;k=v}, with {@code %3B}, {@code %3D} and {@code %25} for {@code ;}, {@code =} and
 * {@code %} within them.
 */
public final class Trace {
    private Trace() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no trace; the message tells the line
     */
    public static Workload read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return workload(file.toString(), in);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @throws IOException if it cannot be read or is no trace; the message tells the line
     */
    public static Workload read(InputStream in) throws IOException {
        return workload("trace", in);
    }

    private static Workload workload(String source, InputStream in) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        Map<String, Platform> platforms = new HashMap<>();
        new TraceReader(source).read(in, line -> {
            Platform platform = platforms.computeIfAbsent(
                    line.os() + "/" + line.arch(), either -> Platform.of(line.os(), line.arch()));
            Work work =
                    new Work(line.repo(), line.pipeline(), platform, line.labels(), line.duration(), line.completes());
            arrivals.add(new Arrival(line.submitted(), work));
        });
        return Workload.of(arrivals);
    }

    /**
     * Writes a file, gzipped if its name ends with {@code .gz}. It is there as a whole or not at all; what bore the name
     * before is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Iterable<TraceLine> lines) throws IOException {
        Path unfinished = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                write(out, file.toString().endsWith(".gz"), lines);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(OutputStream out, boolean zipped, Iterable<TraceLine> lines) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(zipped ? new GZIPOutputStream(out, 1 << 16) : new BufferedOutputStream(out))) {
            csv.writeRecord(TraceLine.HEADER);
            lines.forEach(line -> csv.writeRecord(line.fields()));
        }
    }
}
