package io.github.dynagents.testkit.drone;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A whole answer: status, headers besides those the server always sends, body. */
record Reply(int status, SortedMap<String, String> headers, String body) {
    static Reply json(int status, @Nullable Object value) {
        Object fields = value instanceof JsonObject object ? object.fields() : value;
        return of(status, "application/json", JsonObject.write(fields) + "\n");
    }

    static Reply json(@Nullable Object value) {
        return json(200, value);
    }

    static Reply message(int status, String message) {
        return json(status, new JsonObject().put("message", message));
    }

    static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /** As Go's http.Error writes it. */
    static Reply error(int status, String text) {
        return text(status, text + "\n").with("X-Content-Type-Options", "nosniff");
    }

    static Reply empty(int status) {
        return new Reply(status, new TreeMap<>(), "");
    }

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, new TreeMap<>(Map.of("Content-Type", contentType)), body);
    }

    Reply with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** Tells proxies and browsers to keep nothing. */
    Reply uncached() {
        return with("Cache-Control", "no-cache, no-store, must-revalidate, private, max-age=0")
                .with("Expires", "Thu, 01 Jan 1970 00:00:00 UTC")
                .with("Pragma", "no-cache")
                .with("X-Accel-Expires", "0");
    }
}
