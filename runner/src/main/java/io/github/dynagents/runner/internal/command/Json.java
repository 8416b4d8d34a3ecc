package io.github.dynagents.runner.internal.command;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.Buffer;

/** Writes JSON for scripts. */
public final class Json {
    private Json() {}

    /** An object: keys and values in turn; a value is an object, a list, a text, a number or a truth. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /** Any such value, over several lines. */
    public static String text(Object value) {
        try (Buffer buffer = new Buffer();
                JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setIndent("  ");
            writer.jsonValue(value);
            return buffer.readUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
