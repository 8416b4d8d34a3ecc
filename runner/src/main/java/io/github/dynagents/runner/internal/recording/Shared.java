package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes a value once, with a number, and afterwards the number alone: a queue that has not changed is one number. */
record Shared(Shape shape, Written written, Remembered remembered) implements Shape {
    private static final String NUMBER = "#";
    private static final String VALUE = "is";

    @Override
    public void write(JsonWriter to, Object value) throws IOException {
        Optional<Integer> number = written.numberOf(value);
        if (number.isPresent()) {
            to.value(number.get());
        } else if (value instanceof List<?> list && list.isEmpty()) {
            shape.write(to, value);
        } else {
            to.beginObject().name(NUMBER).value(written.add(value)).name(VALUE);
            shape.write(to, value);
            to.endObject();
        }
    }

    @Override
    public Object read(JsonReader from) throws IOException {
        return switch (from.peek()) {
            case NUMBER -> remembered.get(from.nextInt());
            case BEGIN_ARRAY -> shape.read(from);
            default -> define(from);
        };
    }

    private Object define(JsonReader from) throws IOException {
        from.beginObject();
        Fields.expect(NUMBER, from);
        int number = from.nextInt();
        Fields.expect(VALUE, from);
        Object value = shape.read(from);
        from.endObject();
        remembered.put(number, value);
        return value;
    }

    @Override
    public Optional<Object> absent() {
        return shape.absent();
    }
}
