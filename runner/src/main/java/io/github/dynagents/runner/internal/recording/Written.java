package io.github.dynagents.runner.internal.recording;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What has been written once, and is only referred to afterwards. Values are told apart as they themselves do it: jobs
 * and machines by what they hold, whole answers of a cloud or a server by being the same one.
 */
final class Written {
    private Map<Object, Integer> numbers = new LinkedHashMap<>();

    /** The number under which it has been written, if it has been. */
    Optional<Integer> numberOf(Object value) {
        return Optional.ofNullable(numbers.get(value));
    }

    /** It is being written: under this number. */
    int add(Object value) {
        int number = numbers.size();
        numbers.put(value, number);
        return number;
    }

    int size() {
        return numbers.size();
    }

    /** What may fail. */
    interface Writing {
        void write() throws IOException;
    }

    /** Forgets all that is not needed to write something again; tells the old numbers of the rest, in their new order. */
    List<Integer> keepFor(Writing again) throws IOException {
        Map<Object, Integer> before = new HashMap<>(numbers);
        numbers = new LinkedHashMap<>();
        again.write();
        return numbers.keySet().stream()
                .map(value -> Objects.requireNonNull(before.get(value), "it was not written before"))
                .toList();
    }
}
