package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonDataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been read once, and may be referred to afterwards. */
final class Remembered {
    private Map<Integer, Object> values = new HashMap<>();

    void put(int number, Object value) {
        values.put(number, value);
    }

    Object get(int number) {
        Object value = values.get(number);
        if (value == null) {
            throw new JsonDataException("it refers to number " + number + ", which is not there");
        }
        return value;
    }

    /** Forgets all others, and numbers these anew. */
    void keep(List<Integer> numbers) {
        List<Object> kept = new ArrayList<>();
        numbers.forEach(number -> kept.add(get(number)));
        values = new HashMap<>();
        kept.forEach(value -> values.put(values.size(), value));
    }
}
