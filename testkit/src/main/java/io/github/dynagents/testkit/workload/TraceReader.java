package io.github.dynagents.testkit.workload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.dynagents.core.model.Labels;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads the lines of one trace. What many lines have in common is kept once. */
final class TraceReader {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int LONGEST_SHOWN = 200;

    private final String source;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Labels> labels = new HashMap<>();
    private long reached;

    /** @param source its name in messages */
    TraceReader(String source) {
        this.source = source;
    }

    /** Reads to the end, and leaves the stream open. */
    void read(InputStream in, Consumer<TraceLine> lines) throws IOException {
        try {
            Iterator<CsvRecord> records = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // our own message tells how many are expected
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .detectBomHeader(true)
                    .ofCsvRecord(unzipped(in))
                    .iterator();
            header(records);
            while (records.hasNext()) {
                CsvRecord next = records.next();
                reached = next.getStartingLineNumber();
                lines.accept(line(next));
            }
        } catch (EOFException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (CsvParseException e) {
            throw new IOException(source + ":" + (reached + 1) + ": this is no CSV: " + e.getMessage(), e);
        }
    }

    private IOException unreadable(IOException cause) {
        String why = cause instanceof EOFException
                ? "the file ends in the middle of what is compressed; is it there as a whole?"
                : cause.getMessage();
        return new IOException(source + ": cannot be read beyond line " + reached + ": " + why, cause);
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        boolean zipped = (buffered.read() << 8 | buffered.read()) == GZIP_MAGIC;
        buffered.reset();
        return zipped ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private void header(Iterator<CsvRecord> records) throws IOException {
        String found = "the end of the file";
        if (records.hasNext()) {
            CsvRecord first = records.next();
            reached = first.getStartingLineNumber();
            if (first.getFields().equals(TraceLine.HEADER)) {
                return;
            }
            found = shown(first);
        }
        throw new IOException(
                source + ":1: expected the header " + String.join(",", TraceLine.HEADER) + ", not " + found);
    }

    private TraceLine line(CsvRecord record) throws IOException {
        String where = source + ":" + reached + ": ";
        if (record.getFieldCount() != TraceLine.HEADER.size()) {
            throw new IOException(
                    where + "expected " + TraceLine.HEADER.size() + " fields, found " + record.getFieldCount());
        }
        try {
            return new TraceLine(
                    TraceLine.seconds(record.getField(0)),
                    once(record.getField(1)),
                    once(record.getField(2)),
                    once(record.getField(3)),
                    once(record.getField(4)),
                    labels.computeIfAbsent(record.getField(5), TraceLine::labels),
                    TraceLine.seconds(record.getField(6)),
                    once(record.getField(7)));
        } catch (NumberFormatException e) {
            throw new IOException(where + "not a number of seconds in " + shown(record), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(where + e.getMessage() + " in " + shown(record), e);
        }
    }

    /** What a terminal may show of it: a file that is no trace may hold anything. */
    private static String shown(CsvRecord record) {
        String line = String.join(",", record.getFields());
        String begin = line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line;
        return "\"" + begin.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private String once(String text) {
        return texts.computeIfAbsent(text, t -> t);
    }
}
