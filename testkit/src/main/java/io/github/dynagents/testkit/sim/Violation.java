package io.github.dynagents.testkit.sim;

import java.time.Instant;

/** An invariant was broken. */
public record Violation(Instant at, Invariant invariant, String words) {
    @Override
    public String toString() {
        return at + " " + invariant + ": " + words;
    }
}
