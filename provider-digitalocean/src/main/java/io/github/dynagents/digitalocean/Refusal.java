package io.github.dynagents.digitalocean;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** DigitalOcean said no: a status of 400 or more. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;

    private final int status;
    private final Optional<Duration> retryAfter;

    private Refusal(int status, String said, Optional<Duration> retryAfter) {
        super(said);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Refusal of(Answer answer) {
        return new Refusal(answer.status(), said(answer.body()), answer.retryAfter());
    }

    int status() {
        return status;
    }

    /** How long it asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What it said in its own words, or nothing: a proxy's page may hold anything. */
    String said() {
        return String.valueOf(getMessage());
    }

    private static String said(String body) {
        try {
            JsonElement root = JsonParser.parseString(body);
            if (root instanceof JsonObject error && error.get("message") instanceof JsonPrimitive message) {
                String text = message.getAsString().replaceAll("\\s+", " ").strip();
                return text.substring(0, Math.min(LONGEST, text.length()));
            }
        } catch (JsonParseException e) {
            return "";
        }
        return "";
    }
}
