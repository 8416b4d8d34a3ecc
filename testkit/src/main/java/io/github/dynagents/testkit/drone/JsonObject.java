package io.github.dynagents.testkit.drone;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in the order in which Drone writes them. An absent field reads as an empty value. */
final class JsonObject {
    private static final JsonAdapter<Object> ANY =
            new Moshi.Builder().build().adapter(Object.class).serializeNulls();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Reads what {@link #write} writes: maps, lists, texts, whole numbers, booleans. */
    static @Nullable Object read(String json) throws IOException {
        try {
            return whole(ANY.fromJson(json));
        } catch (JsonDataException e) {
            throw new IOException("not JSON: " + e.getMessage(), e);
        }
    }

    /** Moshi reads each number as a double; written again it would be {@code 1.0}, which Go takes for no integer. */
    private static @Nullable Object whole(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, field) -> copy.put(String.valueOf(name), whole(field)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(whole(item)));
            return copy;
        }
        return value instanceof Double number && number == Math.rint(number) ? number.longValue() : value;
    }

    static String write(@Nullable Object value) {
        return ANY.toJson(value);
    }

    static JsonObject parse(String json) throws IOException {
        return of(read(json));
    }

    private static JsonObject of(@Nullable Object value) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IOException("expected a JSON object");
        }
        JsonObject object = new JsonObject();
        map.forEach((name, field) -> object.fields.put(String.valueOf(name), field));
        return object;
    }

    JsonObject put(String name, @Nullable Object value) {
        fields.put(name, value instanceof JsonObject object ? object.fields : value);
        return this;
    }

    /** Leaves the field out when it is an empty text, collection or map, zero or false, as Go's omitempty does. */
    JsonObject putUnlessEmpty(String name, Object value) {
        boolean empty = switch (value) {
            case String text -> text.isEmpty();
            case Number number -> number.longValue() == 0;
            case Boolean flag -> !flag;
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
        return empty ? this : put(name, value);
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String name) {
        return fields.get(name) instanceof Boolean flag && flag;
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        if (fields.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    List<String> lines(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    JsonObject object(String name) throws IOException {
        return of(fields.get(name));
    }

    List<JsonObject> objects(String name) throws IOException {
        return objects(fields.get(name));
    }

    static List<JsonObject> objects(@Nullable Object value) throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                objects.add(of(item));
            }
        }
        return objects;
    }

    @Override
    public String toString() {
        return write(fields);
    }
}
