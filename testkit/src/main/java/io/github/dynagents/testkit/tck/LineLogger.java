package io.github.dynagents.testkit.tck;

import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Logs into a list, a line for each. */
record LineLogger(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
        return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String line, @Nullable Throwable thrown) {
        lines.add(level + " " + line);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
        lines.add(level + " " + format);
    }
}
