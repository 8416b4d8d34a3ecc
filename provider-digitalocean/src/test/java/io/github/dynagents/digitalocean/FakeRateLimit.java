package io.github.dynagents.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** So many requests within any hour; the oldest makes room first. */
final class FakeRateLimit {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Deque<Instant> counted = new ArrayDeque<>();
    private int limit = 5000;

    void limit(int limit) {
        this.limit = limit;
    }

    /** Whether one more may pass; it then counts. */
    boolean passes(Instant now) {
        while (!counted.isEmpty() && !counted.getFirst().plus(WINDOW).isAfter(now)) {
            counted.removeFirst();
        }
        boolean passes = counted.size() < limit;
        if (passes) {
            counted.addLast(now);
        }
        return passes;
    }

    Map<String, String> headers(Instant now) {
        Instant reset = counted.isEmpty() ? now : counted.getFirst().plus(WINDOW);
        Map<String, String> headers = new TreeMap<>();
        headers.put("ratelimit-limit", Integer.toString(limit));
        headers.put("ratelimit-remaining", Integer.toString(limit - counted.size()));
        headers.put("ratelimit-reset", Long.toString(reset.getEpochSecond()));
        return headers;
    }
}
