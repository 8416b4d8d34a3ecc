package io.github.dynagents.aws;

/** Refuses options that make no sense. */
final class Checks {
    private Checks() {}

    /** @throws IllegalArgumentException naming the option, unless it holds */
    static void require(String option, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" " + what);
        }
    }
}
