package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.spi.History;
import java.io.PrintWriter;
import java.util.Locale;

/** One line of a terminal, written again and again. */
public final class ProgressLine implements Progress {
    private static final String BACK = "\r\u001b[K";

    private final PrintWriter out;
    private String shown = "";

    public ProgressLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(History history) {
        show(
                history.read() == 0
                        ? String.format(Locale.ROOT, "looking for builds: %,d found", history.found())
                        : String.format(
                                Locale.ROOT,
                                "reading %,d builds: %d%%",
                                history.found(),
                                history.read() * 100L / history.found()));
    }

    private void show(String line) {
        if (!line.equals(shown)) {
            out.print(BACK + line);
            out.flush();
            shown = line;
        }
    }

    @Override
    public void end() {
        if (!shown.isEmpty()) {
            out.print(BACK);
            out.flush();
            shown = "";
        }
    }
}
