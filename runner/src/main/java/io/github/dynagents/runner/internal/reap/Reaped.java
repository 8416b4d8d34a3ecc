package io.github.dynagents.runner.internal.reap;

/**
 * What became of a machine that was to be released.
 *
 * @param problem what went wrong; empty if nothing did
 */
public record Reaped(Due due, String problem) {
    /** Whether its cloud has taken the order. */
    public boolean isReleased() {
        return problem.isEmpty();
    }
}
