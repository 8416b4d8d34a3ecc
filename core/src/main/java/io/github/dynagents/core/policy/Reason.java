package io.github.dynagents.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why something is done, in words and numbers.
 *
 * @param words a sentence without its full stop
 * @param figures the numbers that decided it, as they are shown
 */
public record Reason(String words, List<Figure> figures) {
    /** One number and its name. */
    public record Figure(String name, String value) {
        @Override
        public String toString() {
            return name + " " + value;
        }
    }

    public Reason {
        figures = List.copyOf(figures);
    }

    public static Reason of(String words) {
        return new Reason(words, List.of());
    }

    /** This, with one more number. */
    public Reason with(String name, Object value) {
        List<Figure> more = new ArrayList<>(figures);
        more.add(new Figure(name, Say.it(value)));
        return new Reason(words, more);
    }

    @Override
    public String toString() {
        return figures.isEmpty()
                ? words
                : words + figures.stream().map(Figure::toString).collect(Collectors.joining(", ", " (", ")"));
    }
}
