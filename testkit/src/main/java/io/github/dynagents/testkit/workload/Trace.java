package io.github.dynagents.testkit.workload;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.ci.Work;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads workloads that were recorded: CSV, plain or gzipped, with the header
 * {@code submitted,repo,pipeline,os,arch,labels,duration_s,status}. Times are seconds since the start, with or without
 * a fraction; labels are {@code k=v;k=v}; fields hold no commas.
 */
public final class Trace {
    private static final String HEADER = "submitted,repo,pipeline,os,arch,labels,duration_s,status";
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String source;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Platform> platforms = new HashMap<>();
    private final Map<String, Labels> labels = new HashMap<>();

    private Trace(String source) {
        this.source = source;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no trace; the message tells the line
     */
    public static Workload read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Trace(file.toString()).workload(in);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @throws IOException if it cannot be read or is no trace; the message tells the line
     */
    public static Workload read(InputStream in) throws IOException {
        return new Trace("trace").workload(in);
    }

    private Workload workload(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(unzipped(in), StandardCharsets.UTF_8));
        String header = lines.readLine();
        if (!HEADER.equals(header)) {
            throw new IOException(source + ":1: expected the header " + HEADER + ", not "
                    + (header == null ? "the end of the file" : "\"" + header + "\""));
        }
        List<Arrival> arrivals = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isEmpty()) {
                arrivals.add(arrival(line, number));
            }
        }
        return Workload.of(arrivals);
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        boolean zipped = (buffered.read() << 8 | buffered.read()) == GZIP_MAGIC;
        buffered.reset();
        return zipped ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private Arrival arrival(String line, int number) throws IOException {
        String[] field = line.split(",", -1);
        if (field.length != 8) {
            throw new IOException(source + ":" + number + ": expected 8 fields, found " + field.length);
        }
        try {
            boolean completes = field[7].equals("success") || field[7].equals("failure");
            Work work = new Work(
                    once(field[1]),
                    once(field[2]),
                    platforms.computeIfAbsent(field[3] + "/" + field[4], p -> Platform.of(field[3], field[4])),
                    labels.computeIfAbsent(field[5], Trace::labels),
                    seconds(field[6]),
                    completes);
            return new Arrival(seconds(field[0]), work);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(source + ":" + number + ": " + e.getMessage() + " in \"" + line + "\"", e);
        }
    }

    private String once(String text) {
        return texts.computeIfAbsent(text, t -> t);
    }

    private static Duration seconds(String text) {
        BigDecimal millis = new BigDecimal(text).movePointRight(3);
        if (millis.signum() < 0) {
            throw new IllegalArgumentException("a time is negative");
        }
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Labels labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a label (k=v): \"" + pair + "\"");
            }
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Labels.of(labels);
    }
}
