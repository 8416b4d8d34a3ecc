package io.github.dynagents.core.world;

/**
 * The first machine, the second, and so on, told apart one by one up to the sixteenth and in eighths of an octave from
 * there: a million jobs need some seventy levels rather than hundreds.
 */
final class Ranks {
    private static final int ONE_BY_ONE = 16;
    private static final int PER_OCTAVE = 8;

    private Ranks() {}

    /** The level, from 0, that machine of that rank, from 1, belongs to. */
    static int level(int rank) {
        if (rank <= ONE_BY_ONE) {
            return rank - 1;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(rank / ONE_BY_ONE);
        int within = (rank >> octave) % ONE_BY_ONE / (ONE_BY_ONE / PER_OCTAVE);
        return ONE_BY_ONE - 1 + octave * PER_OCTAVE + within;
    }

    /** The first rank of a level. */
    static int first(int level) {
        if (level < ONE_BY_ONE) {
            return level + 1;
        }
        int octave = (level - ONE_BY_ONE + 1) / PER_OCTAVE;
        int within = (level - ONE_BY_ONE + 1) % PER_OCTAVE;
        return (ONE_BY_ONE + within * (ONE_BY_ONE / PER_OCTAVE)) << octave;
    }
}
