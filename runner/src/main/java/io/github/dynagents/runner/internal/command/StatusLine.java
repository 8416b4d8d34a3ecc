package io.github.dynagents.runner.internal.command;

import java.io.PrintWriter;

/** One line of a terminal that is written again and again, and leaves nothing behind. */
public final class StatusLine {
    private static final String BACK = "\r\u001b[K";

    private final PrintWriter out;
    private String shown = "";

    public StatusLine(PrintWriter out) {
        this.out = out;
    }

    /** Writes the line anew, if it is another. */
    public void show(String line) {
        if (!line.equals(shown)) {
            out.print(BACK + line);
            out.flush();
            shown = line;
        }
    }

    /** Leaves the line empty. */
    public void end() {
        if (!shown.isEmpty()) {
            out.print(BACK);
            out.flush();
            shown = "";
        }
    }
}
