package io.github.dynagents.droneclient;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.droneclient.internal.Build;
import io.github.dynagents.droneclient.internal.HookEvent;
import io.github.dynagents.droneclient.internal.Refusal;
import io.github.dynagents.droneclient.internal.Repo;
import io.github.dynagents.droneclient.internal.Stage;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads Drone's answers. Fields that it does not know it passes over; what is missing it names by its path. */
final class Json {
    private static final Moshi MOSHI = new Moshi.Builder().build();
    private static final Pattern MISSING = Pattern.compile("^Required value '(?:[^']*' \\(JSON name ')?([^']*)'");
    private static final Pattern LAST_INDEX = Pattern.compile("\\[(\\d+)]$");

    static final JsonAdapter<List<Stage>> STAGES = listOf(Stage.class);
    static final JsonAdapter<List<Repo>> REPOS = listOf(Repo.class);
    static final JsonAdapter<List<Build>> BUILDS = listOf(Build.class);
    static final JsonAdapter<Repo> REPO = MOSHI.adapter(Repo.class);
    static final JsonAdapter<Build> BUILD = MOSHI.adapter(Build.class);
    static final JsonAdapter<HookEvent> HOOK = MOSHI.adapter(HookEvent.class);
    static final JsonAdapter<Refusal> REFUSAL = MOSHI.adapter(Refusal.class);

    private Json() {}

    private static <T> JsonAdapter<List<T>> listOf(Class<T> type) {
        return MOSHI.adapter(Types.newParameterizedType(List.class, type));
    }

    /**
     * Reads one whole document.
     *
     * @param call for the message, such as {@code GET http://drone/api/queue}
     */
    static <T> @Nullable T read(JsonAdapter<T> adapter, Buffer body, String call) throws Failure {
        long size = body.size();
        JsonReader reader = JsonReader.of(body);
        try {
            T value = adapter.fromJson(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new JsonDataException("more follows after the end at path " + reader.getPath());
            }
            return value;
        } catch (JsonDataException e) {
            Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
            throw missing.find()
                    ? lacking(call, before(reader.getPath()) + "." + missing.group(1))
                            .because(e)
                    : unreadable(call, size, reader, e);
        } catch (IOException e) {
            throw unreadable(call, size, reader, e);
        }
    }

    private static Failure unreadable(String call, long size, JsonReader reader, Exception e) {
        return Failure.of(
                        Failure.Kind.BROKEN,
                        call + ": the answer (" + size + " bytes) is not what Drone answers, at path "
                                + reader.getPath() + ": " + Text.line(String.valueOf(e.getMessage()))
                                + "; check that this is a Drone 1 or 2 server, and that no proxy cuts its answers")
                .because(e);
    }

    private static Failure lacking(String call, String path) {
        return Failure.of(
                Failure.Kind.BROKEN,
                call + ": the answer lacks a required value at path " + path
                        + "; check that this is a Drone 1 or 2 server");
    }

    /** Moshi misses a value when it has passed its object, and in a list tells the path of the next one. */
    private static String before(String path) {
        Matcher index = LAST_INDEX.matcher(path);
        return index.find() ? index.replaceFirst("[" + (Long.parseLong(index.group(1)) - 1) + "]") : path;
    }

    /** What must be there. */
    static <T> T need(@Nullable T value, String call, String path) throws Failure {
        if (value == null) {
            throw lacking(call, path);
        }
        return value;
    }
}
