package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.spi.History;
import io.github.dynagents.runner.internal.command.StatusLine;
import java.io.PrintWriter;
import java.util.Locale;

/** One line of a terminal, written again and again. */
public final class ProgressLine implements Progress {
    private final StatusLine line;

    public ProgressLine(PrintWriter out) {
        this.line = new StatusLine(out);
    }

    @Override
    public void at(History history) {
        line.show(
                history.read() == 0
                        ? String.format(Locale.ROOT, "looking for builds: %,d found", history.found())
                        : String.format(
                                Locale.ROOT,
                                "reading %,d builds: %d%%",
                                history.found(),
                                history.read() * 100L / history.found()));
    }

    @Override
    public void end() {
        line.end();
    }
}
