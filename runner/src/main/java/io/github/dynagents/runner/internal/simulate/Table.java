package io.github.dynagents.runner.internal.simulate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows rows to people: one table for each kind of machine. */
final class Table {
    private static final int TEXTS = 4;
    private static final int GAP = 2;

    private Table() {}

    static void print(List<Row> rows, PrintWriter out) {
        Map<Setup, List<Row>> bySetup = new LinkedHashMap<>();
        rows.forEach(row -> bySetup.computeIfAbsent(row.of().setup(), setup -> new ArrayList<>())
                .add(row));
        bySetup.forEach((setup, some) -> {
            out.println(setup + ":");
            out.print(text(some.stream().map(Row::cells).toList()));
            out.println();
        });
        out.flush();
    }

    private static String text(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        List<List<String>> all = new ArrayList<>(List.of(Row.TITLES));
        all.addAll(rows);
        int columns = Row.TITLES.size();
        int[] widths = new int[columns];
        for (List<String> row : all) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < TEXTS ? row.get(i) + pad : pad + row.get(i)).append(" ".repeat(GAP));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
