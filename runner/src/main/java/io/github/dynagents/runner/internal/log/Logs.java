package io.github.dynagents.runner.internal.log;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends the logs of the whole program, plugins and libraries too, to one place in one form. */
public final class Logs {
    /** How a line looks; named as on the command line. */
    public enum Format {
        /** For people. */
        text,
        /** For machines. */
        json
    }

    /** The least that is logged; named as on the command line. */
    public enum Threshold {
        /** What went wrong for good. */
        error,
        /** What needs a look. */
        warning,
        /** What happened. */
        info,
        /** Everything. */
        debug;

        private Level level() {
            return switch (this) {
                case error -> Level.SEVERE;
                case warning -> Level.WARNING;
                case info -> Level.INFO;
                case debug -> Level.FINE;
            };
        }
    }

    private Logs() {}

    /** Replaces whatever was set up before; returns where lines go from now on. */
    public static Handler install(PrintWriter out, Format format, Threshold threshold) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(threshold.level());
        Handler handler = new ToWriter(out, new LineFormat(format));
        root.addHandler(handler);
        return handler;
    }

    private static final class ToWriter extends Handler {
        private final PrintWriter out;

        ToWriter(PrintWriter out, LineFormat format) {
            this.out = out;
            setFormatter(format);
        }

        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) {
                out.print(getFormatter().format(line));
                out.flush();
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
