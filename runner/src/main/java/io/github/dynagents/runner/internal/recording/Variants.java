package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** One of several types, by name: {@code {"Known": …}}. */
record Variants(Map<String, Shape> shapes) implements Shape {
    @Override
    public void write(JsonWriter to, Object value) throws IOException {
        String name = value.getClass().getSimpleName();
        to.beginObject().name(name);
        shape(name).write(to, value);
        to.endObject();
    }

    @Override
    public Object read(JsonReader from) throws IOException {
        from.beginObject();
        Object value = shape(from.nextName()).read(from);
        from.endObject();
        return value;
    }

    private Shape shape(String name) {
        return Optional.ofNullable(shapes.get(name))
                .orElseThrow(() -> new JsonDataException("this version does not know of any " + name));
    }
}
