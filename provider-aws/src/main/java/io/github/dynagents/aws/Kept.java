package io.github.dynagents.aws;

import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Answers that need not be asked for each time: kept for a while, by the question. */
final class Kept<K, V> {
    private final InstantSource clock;
    private final Duration time;
    private final Map<K, Answer<V>> answers = new HashMap<>();

    private record Answer<V>(V value, Instant until) {}

    /** How a question is asked. */
    interface Question<V> {
        V ask() throws Failure;
    }

    Kept(InstantSource clock, Duration time) {
        this.clock = clock;
        this.time = time;
    }

    /** The answer, asked for again if it is too old; a failure is not kept. */
    V get(K key, Question<V> question) throws Failure {
        Instant now = clock.instant();
        synchronized (answers) {
            Answer<V> known = answers.get(key);
            if (known != null && known.until().isAfter(now)) {
                return known.value();
            }
        }
        V value = question.ask();
        synchronized (answers) {
            answers.put(key, new Answer<>(value, now.plus(time)));
        }
        return value;
    }

    /** What is needed again is asked for. */
    void forget() {
        synchronized (answers) {
            answers.clear();
        }
    }
}
