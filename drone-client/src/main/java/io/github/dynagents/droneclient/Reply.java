package io.github.dynagents.droneclient;

import java.util.Optional;
import okhttp3.Headers;
import okio.Buffer;

/**
 * A whole answer.
 *
 * @param call for messages, such as {@code GET http://drone/api/queue}
 */
record Reply(String call, int status, Headers headers, Buffer body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether it says of itself to be JSON. */
    boolean isJson() {
        String type = header("Content-Type").orElse("").strip();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }
}
