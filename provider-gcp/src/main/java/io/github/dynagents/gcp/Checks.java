package io.github.dynagents.gcp;

import java.util.List;

/** Refuses options that make no sense. */
final class Checks {
    private Checks() {}

    /** @throws IllegalArgumentException naming the option, unless it holds */
    static void require(String option, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("option \"" + option + "\" " + what);
        }
    }

    /** @throws IllegalArgumentException naming the option, unless the text is one of those */
    static String oneOf(String option, List<String> words, String text) {
        String word = text.strip();
        require(option, words.contains(word), "must be " + String.join(" or ", words) + ", not \"" + word + "\"");
        return word;
    }
}
