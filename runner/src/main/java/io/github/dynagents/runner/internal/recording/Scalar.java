package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A single value. */
record Scalar(Writer writer, Reader reader) implements Shape {
    /** The types that have no parts. A secret is not written: no decision goes by it. */
    static final Map<Class<?>, Shape> KNOWN = Map.ofEntries(
            Map.entry(String.class, text(text -> text)),
            Map.entry(boolean.class, new Scalar((to, value) -> to.value((Boolean) value), JsonReader::nextBoolean)),
            Map.entry(int.class, new Scalar((to, value) -> to.value((Integer) value), JsonReader::nextInt)),
            Map.entry(Integer.class, new Scalar((to, value) -> to.value((Integer) value), JsonReader::nextInt)),
            Map.entry(long.class, new Scalar((to, value) -> to.value((Long) value), JsonReader::nextLong)),
            Map.entry(double.class, new Scalar((to, value) -> to.value((Double) value), JsonReader::nextDouble)),
            Map.entry(Instant.class, text(Instant::parse)),
            Map.entry(Duration.class, text(Duration::parse)),
            Map.entry(LocalTime.class, text(LocalTime::parse)),
            Map.entry(ZoneId.class, text(ZoneId::of)),
            Map.entry(Secret.class, new Scalar((to, value) -> to.value("***"), from -> new Secret(from.nextString()))));

    interface Writer {
        void write(JsonWriter to, Object value) throws IOException;
    }

    interface Reader {
        Object read(JsonReader from) throws IOException;
    }

    /** What its own words tell in full. */
    static Shape text(Function<String, Object> parse) {
        return new Scalar((to, value) -> to.value(value.toString()), from -> {
            String text = from.nextString();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new JsonDataException("\"" + text + "\" at " + from.getPath() + " makes no sense", e);
            }
        });
    }

    /** A constant by its name. */
    static Shape constant(Class<?> type) {
        Map<String, Object> byName = new TreeMap<>();
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return new Scalar((to, value) -> to.value(((Enum<?>) value).name()), from -> {
            String name = from.nextString();
            Object constant = byName.get(name);
            if (constant == null) {
                throw new JsonDataException("this version does not know of any " + type.getSimpleName() + " " + name);
            }
            return constant;
        });
    }

    @Override
    public void write(JsonWriter to, Object value) throws IOException {
        writer.write(to, value);
    }

    @Override
    public Object read(JsonReader from) throws IOException {
        return reader.read(from);
    }
}
