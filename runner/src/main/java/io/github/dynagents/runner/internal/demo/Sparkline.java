package io.github.dynagents.runner.internal.demo;

import java.util.List;

/** Numbers as a row of little columns. */
final class Sparkline {
    private static final String COLUMNS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One character for each number; nothing at all is a dot. */
    static String of(List<Integer> numbers, int most) {
        StringBuilder line = new StringBuilder();
        for (int number : numbers) {
            int step = Math.ceilDiv(number * COLUMNS.length(), Math.max(1, most));
            line.append(number == 0 ? '·' : COLUMNS.charAt(Math.min(COLUMNS.length(), step) - 1));
        }
        return line.toString();
    }
}
