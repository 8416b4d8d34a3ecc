package io.github.dynagents.runner.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The known word that is a few keystrokes away at most: a third of its letters. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** As {@code ; did you mean "x"? Known: x, y}. */
    public static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "; none is known";
        }
        return to(word, known)
                        .map(near -> "; did you mean \"" + near + "\"? Known: ")
                        .orElse("; known: ")
                + String.join(", ", new TreeSet<>(known));
    }

    /** Keystrokes from one word to the other: insert, delete, replace (Levenshtein's distance). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
