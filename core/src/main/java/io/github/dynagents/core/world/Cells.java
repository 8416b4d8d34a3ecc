package io.github.dynagents.core.world;

import java.util.Arrays;

/**
 * What was seen and what was expected, cell by cell: a correction is the one over the other. Changed only by who made the
 * copy, before it is handed on.
 */
final class Cells {
    private final double[] seen;
    private final double[] expected;

    Cells(int cells) {
        this(new double[cells], new double[cells]);
    }

    private Cells(double[] seen, double[] expected) {
        this.seen = seen;
        this.expected = expected;
    }

    Cells copy() {
        return new Cells(seen.clone(), expected.clone());
    }

    void see(int cell) {
        seen[cell]++;
    }

    void expect(int cell, double events) {
        expected[cell] += events;
    }

    double seen(int cell) {
        return seen[cell];
    }

    double expected(int cell) {
        return expected[cell];
    }

    /** By how much more often than expected it happens there; near 1 while little is known. */
    double factor(int cell) {
        return (seen[cell] + Fitted.PSEUDO_EVENTS) / (expected[cell] + Fitted.PSEUDO_EVENTS);
    }

    @Override
    public String toString() {
        return Arrays.toString(seen) + " of " + Arrays.toString(expected);
    }
}
