package io.github.dynagents.runner.internal.config;

import java.util.HashMap;
import java.util.Map;

/** Where each setting stands, by its path, for checks that come after reading. */
final class Places {
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();
    private final Place start;

    /** @param start of the file, for what stands nowhere */
    Places(Place start) {
        this.start = start;
    }

    void key(String path, Place place) {
        keys.put(path, place);
    }

    void value(String path, Place place) {
        values.put(path, place);
    }

    /** Where its key stands; for what was left out, the key above. */
    Place ofKey(String path) {
        Place place = keys.get(path);
        return place != null ? place : path.isEmpty() ? start : ofKey(above(path));
    }

    /** Where its value stands; for what was left out, the key above. */
    Place ofValue(String path) {
        Place place = values.get(path);
        return place != null ? place : ofKey(path);
    }

    boolean has(String path) {
        return values.containsKey(path);
    }

    private static String above(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
