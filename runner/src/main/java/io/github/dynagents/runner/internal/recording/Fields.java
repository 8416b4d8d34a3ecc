package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type that consists of named parts. What is new in this version and understood where nothing stands may be missing in
 * an older recording; what this version does not know may not be there.
 */
record Fields(String type, List<Field> fields, Maker maker) implements Shape {
    /** One part, and how it is asked for. */
    record Field(String name, Shape shape, Method getter) {
        Object of(Object whole) {
            return call(getter, whole);
        }
    }

    /** Puts a value together. What has no default is there. */
    interface Maker {
        /** Whether the value can be made without that part. */
        boolean hasDefault(String field);

        Object make(Map<String, Object> parts) throws ReflectiveOperationException;
    }

    @Override
    public void write(JsonWriter to, Object value) throws IOException {
        to.beginObject();
        for (Field field : fields) {
            Object part = field.of(value);
            if (!field.shape().absent().equals(Optional.of(part))) {
                to.name(field.name());
                field.shape().write(to, part);
            }
        }
        to.endObject();
    }

    @Override
    public Object read(JsonReader from) throws IOException {
        Map<String, Object> parts = new LinkedHashMap<>();
        from.beginObject();
        while (from.hasNext()) {
            String name = from.nextName();
            parts.put(name, field(name).shape().read(from));
        }
        from.endObject();
        for (Field field : fields) {
            if (!parts.containsKey(field.name()) && field.shape().absent().isPresent()) {
                parts.put(field.name(), field.shape().absent().get());
            }
            if (!parts.containsKey(field.name()) && !maker.hasDefault(field.name())) {
                throw new JsonDataException(type + " has no " + field.name());
            }
        }
        try {
            return maker.make(parts);
        } catch (InvocationTargetException e) {
            throw new JsonDataException(type + " cannot be so: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JsonDataException(type + " has " + name + ", which this version does not know"));
    }

    static void expect(String name, JsonReader from) throws IOException {
        if (!from.nextName().equals(name)) {
            throw new JsonDataException("\"" + name + "\" was expected at " + from.getPath());
        }
    }

    static Object call(Method method, Object on, Object... arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
