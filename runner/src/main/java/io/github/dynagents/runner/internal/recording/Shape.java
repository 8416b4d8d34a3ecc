package io.github.dynagents.runner.internal.recording;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Optional;

/** How values of one type look as JSON. */
interface Shape {
    void write(JsonWriter to, Object value) throws IOException;

    /**
     * Reads what was written.
     *
     * @throws com.squareup.moshi.JsonDataException if it is something else
     */
    Object read(JsonReader from) throws IOException;

    /** The value that need not be written, since it is understood where nothing stands; most types have none. */
    default Optional<Object> absent() {
        return Optional.empty();
    }
}
