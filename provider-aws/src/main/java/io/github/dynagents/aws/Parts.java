package io.github.dynagents.aws;

import java.util.ArrayList;
import java.util.List;

/** What is too much for one request, in parts. */
final class Parts {
    private Parts() {}

    /** All of it, in order, so many at most in each. */
    static <T> List<List<T>> of(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return parts;
    }
}
