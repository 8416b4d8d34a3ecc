package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;

/** A record of one part, written as that part: an amount as a number, a name as a text. */
record Single(Fields.Field field, Fields.Maker maker) implements Shape {
    @Override
    public void write(JsonWriter to, Object value) throws IOException {
        field.shape().write(to, field.of(value));
    }

    @Override
    public Object read(JsonReader from) throws IOException {
        return make(field.shape().read(from));
    }

    private Object make(Object part) {
        try {
            return maker.make(Map.of(field.name(), part));
        } catch (InvocationTargetException e) {
            throw new JsonDataException("it cannot be: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Object> absent() {
        return field.shape().absent().map(this::make);
    }
}
