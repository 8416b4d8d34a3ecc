package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okio.Buffer;

/** Turns the lines of one recording into text, one after the other, and back. */
final class Codec {
    /** What this version writes, and all that it reads. */
    static final int FORMAT = 1;

    /** What may be remembered without a look at what is still needed. */
    static final int MUCH = 10_000;

    private final Written written = new Written();
    private final Remembered remembered = new Remembered();
    private final Shape shape = new Shapes(written, remembered).of(Line.class);
    private final int much;
    private int most;

    /** @param much how many values to remember before it is looked what is still needed of them */
    Codec(int much) {
        this.much = much;
        this.most = much;
    }

    /** The line as JSON, with its end. */
    Buffer write(Line line) throws IOException {
        Buffer text = new Buffer();
        shape.write(JsonWriter.of(text), line);
        text.writeByte('\n');
        return text;
    }

    /** The line to follow that one, if more is remembered by now than its own kind is likely to need. */
    Optional<Line> keep(Line.Seen last) throws IOException {
        if (written.size() <= most) {
            return Optional.empty();
        }
        List<Integer> kept = written.keepFor(() -> write(last));
        most = Math.max(much, 2 * kept.size());
        return Optional.of(new Line.Kept(kept));
    }

    /**
     * Reads a line.
     *
     * @throws NotARecording if it is none; the message says why, and not where
     */
    Line read(String text) throws NotARecording {
        try {
            Line line = (Line) shape.read(JsonReader.of(new Buffer().writeUtf8(text)));
            if (line instanceof Line.Kept kept) {
                remembered.keep(kept.numbers());
            }
            return line;
        } catch (JsonDataException | JsonEncodingException | EOFException e) {
            throw new NotARecording(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new IllegalStateException(e); // it comes from memory
        }
    }
}
