package io.github.dynagents.core.world;

/** How far a level is from what is needed: by how many machines, and from how many. */
final class Distance {
    private static final int SIZES = 4;

    static final int CELLS = 6 * SIZES;

    private Distance() {}

    static int cell(int rank, int needed) {
        return away(Math.max(1, rank - needed)) * SIZES + size(needed);
    }

    private static int away(int machines) {
        if (machines <= 2) {
            return machines - 1;
        }
        return machines <= 4 ? 2 : machines <= 8 ? 3 : machines <= 16 ? 4 : 5;
    }

    private static int size(int needed) {
        return needed == 0 ? 0 : needed <= 2 ? 1 : needed <= 6 ? 2 : 3;
    }
}
