package io.github.dynagents.bench.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text, each as wide as its widest cell. */
final class Text {
    private Text() {}

    /**
     * With the titles above.
     *
     * @param left so many columns begin at their left; the others, numbers, end at their right
     */
    static String table(List<String> titles, List<List<String>> rows, int left) {
        int[] widths = IntStream.range(0, titles.size())
                .map(i -> Math.max(
                        titles.get(i).length(),
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0)))
                .toArray();
        StringBuilder text = new StringBuilder(line(titles, widths, left));
        rows.forEach(row -> text.append(line(row, widths, left)));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths, int left) {
        return IntStream.range(0, widths.length)
                        .mapToObj(i -> {
                            String pad = " ".repeat(widths[i] - cells.get(i).length());
                            return i < left ? cells.get(i) + pad : pad + cells.get(i);
                        })
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + System.lineSeparator();
    }
}
