package io.github.dynagents.runner.internal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects everything that is wrong. Only the first error of a setting counts: others would follow from it. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> faulty = new TreeSet<>();

    void error(String path, Place place, String what) {
        if (faulty.add(path)) {
            found.add(new Problem(true, place, path, what));
        }
    }

    /** An error of a key rather than of its value: one does not hide the other. */
    void keyError(String path, Place place, String what) {
        found.add(new Problem(true, place, path, what));
    }

    void warning(String path, Place place, String what) {
        found.add(new Problem(false, place, path, what));
    }

    boolean anyError() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** In the order of the file. */
    List<Problem> sorted() {
        return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
