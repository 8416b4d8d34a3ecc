package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.runner.internal.command.StatusLine;
import java.io.PrintWriter;

/** A bar on a terminal that tells how many replays are done; nothing elsewhere. */
final class Progress {
    private static final int WIDTH = 40;

    private final StatusLine line;
    private final int all;
    private final boolean shown;
    private int done;

    Progress(PrintWriter err, int all, boolean shown) {
        this.line = new StatusLine(err);
        this.all = all;
        this.shown = shown;
    }

    void begin() {
        draw();
    }

    /** One more is done; may be called from any thread. */
    synchronized void oneMore() {
        done++;
        draw();
    }

    private synchronized void draw() {
        if (shown) {
            int filled = all == 0 ? WIDTH : WIDTH * done / all;
            line.show("[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all + " replays");
        }
    }

    synchronized void end() {
        line.end();
    }
}
