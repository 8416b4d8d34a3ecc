package io.github.dynagents.runner.internal.demo;

import java.io.PrintWriter;
import java.util.List;

/** A terminal's second screen, which is left as it was found. Closing it stops what another thread still draws. */
final class Screen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = Style.RESET + "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter out;
    private boolean open;

    Screen(PrintWriter out) {
        this.out = out;
    }

    synchronized void open() {
        open = true;
        out.print(ENTER);
        out.flush();
    }

    synchronized void draw(List<Line> lines) {
        if (open) {
            StringBuilder frame = new StringBuilder(HOME);
            for (int i = 0; i < lines.size(); i++) {
                frame.append(lines.get(i)).append(CLEAR_REST).append(i < lines.size() - 1 ? "\r\n" : "");
            }
            out.print(frame);
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            out.print(LEAVE);
            out.flush();
        }
    }
}
