package io.github.dynagents.runner.internal.alert;

import java.time.Instant;

/**
 * One thing to tell people.
 *
 * @param key what it is about: one key, one state of affairs
 * @param text what is the matter and what to do
 * @param state whether it begins (or still lasts), or is over
 * @param since when it began
 * @param at when it is told
 */
public record Alert(String key, String text, State state, Instant since, Instant at) {
    /** Named as in JSON. */
    public enum State {
        /** It has begun, or lasts. */
        begun,
        /** It is over. */
        over
    }
}
