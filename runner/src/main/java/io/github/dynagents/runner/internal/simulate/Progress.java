package io.github.dynagents.runner.internal.simulate;

import java.io.PrintWriter;

/** A bar on a terminal that tells how many replays are done; nothing elsewhere. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final int all;
    private final boolean shown;
    private int done;

    Progress(PrintWriter err, int all, boolean shown) {
        this.err = err;
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
            err.print(
                    "\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all + " replays");
            err.flush();
        }
    }

    /** Leaves the line empty. */
    synchronized void end() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
