package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Types that hold any number of values of another type. */
final class Many {
    private Many() {}

    /** None or one: what is not there is left out. */
    record Maybe(Shape of) implements Shape {
        @Override
        public void write(JsonWriter to, Object value) throws IOException {
            Optional<?> maybe = (Optional<?>) value;
            if (maybe.isPresent()) {
                of.write(to, maybe.get());
            } else {
                throw new IOException("an empty Optional may stand only where it can be left out");
            }
        }

        @Override
        public Object read(JsonReader from) throws IOException {
            return Optional.of(of.read(from));
        }

        @Override
        public Optional<Object> absent() {
            return Optional.of(Optional.empty());
        }
    }

    static Shape list(Shape of) {
        return new Items(of, Collections::unmodifiableList);
    }

    static Shape sortedSet(Shape of) {
        return new Items(of, items -> Collections.unmodifiableSortedSet(new TreeSet<>(items)));
    }

    private record Items(Shape of, Function<List<Object>, Collection<Object>> as) implements Shape {
        @Override
        public void write(JsonWriter to, Object value) throws IOException {
            to.beginArray();
            for (Object item : (Collection<?>) value) {
                of.write(to, item);
            }
            to.endArray();
        }

        @Override
        public Object read(JsonReader from) throws IOException {
            List<Object> items = new ArrayList<>();
            from.beginArray();
            while (from.hasNext()) {
                items.add(of.read(from));
            }
            from.endArray();
            return as.apply(items);
        }

        @Override
        public Optional<Object> absent() {
            return Optional.of(as.apply(List.of()));
        }
    }

    /** From texts to values. */
    record Entries(Shape of) implements Shape {
        @Override
        public void write(JsonWriter to, Object value) throws IOException {
            to.beginObject();
            for (var entry : ((SortedMap<?, ?>) value).entrySet()) {
                to.name((String) entry.getKey());
                of.write(to, entry.getValue());
            }
            to.endObject();
        }

        @Override
        public Object read(JsonReader from) throws IOException {
            SortedMap<String, Object> entries = new TreeMap<>();
            from.beginObject();
            while (from.hasNext()) {
                entries.put(from.nextName(), of.read(from));
            }
            from.endObject();
            return Collections.unmodifiableSortedMap(entries);
        }

        @Override
        public Optional<Object> absent() {
            return Optional.of(Collections.emptySortedMap());
        }
    }
}
