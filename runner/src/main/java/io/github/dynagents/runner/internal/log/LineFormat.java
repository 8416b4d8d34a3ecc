package io.github.dynagents.runner.internal.log;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import okio.Buffer;

/**
 * One line: {@code time level component message key=value}, or the same as JSON. A parameter of the message that is a
 * {@link Map.Entry} is such a key and value; any other fills a {@code {0}} in it.
 */
final class LineFormat extends Formatter {
    private static final String OURS = "io.github.dynagents.";

    private final Logs.Format format;

    LineFormat(Logs.Format format) {
        this.format = format;
    }

    @Override
    public String format(LogRecord line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", line.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("level", level(line.getLevel()));
        fields.put("component", component(String.valueOf(line.getLoggerName())));
        fields.put("message", message(line));
        for (Object parameter : parameters(line)) {
            if (parameter instanceof Map.Entry<?, ?> entry) {
                fields.putIfAbsent(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
            }
        }
        return switch (format) {
            case text -> text(fields) + trace(line);
            case json -> json(fields, trace(line));
        };
    }

    private static String level(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "error"
                : level.intValue() >= Level.WARNING.intValue()
                        ? "warning"
                        : level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }

    /** {@code core.Autoscaler} rather than its whole package; others' loggers keep their names. */
    private static String component(String logger) {
        return logger.startsWith(OURS) ? logger.substring(OURS.length()) : logger;
    }

    private static Object[] parameters(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null ? new Object[0] : parameters;
    }

    private static String message(LogRecord line) {
        String pattern = String.valueOf(line.getMessage());
        Object[] fillers = Arrays.stream(parameters(line))
                .filter(parameter -> !(parameter instanceof Map.Entry))
                .toArray();
        try {
            return fillers.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(fillers);
        } catch (IllegalArgumentException e) {
            return pattern + " " + Arrays.toString(fillers);
        }
    }

    private static String trace(LogRecord line) {
        if (line.getThrown() == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String text(Map<String, Object> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((key, value) -> {
            String shown = oneLine(value.toString());
            switch (key) {
                case "time" -> text.append(shown);
                case "level" -> text.append(' ').append(String.format(Locale.ROOT, "%-7s", shown));
                case "component", "message" -> text.append(' ').append(shown);
                default -> text.append(' ').append(key).append('=').append(quoted(shown));
            }
        });
        return text.append('\n').toString();
    }

    /** Nobody else's text may look like a line of ours. */
    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String quoted(String text) {
        return text.isEmpty() || text.contains(" ") || text.contains("\"")
                ? "\"" + text.replace("\"", "\\\"") + "\""
                : text;
    }

    private static String json(Map<String, Object> fields, String trace) {
        try (Buffer buffer = new Buffer();
                JsonWriter writer = JsonWriter.of(buffer)) {
            if (!trace.isEmpty()) {
                fields.put("error", trace);
            }
            writer.jsonValue(fields);
            return buffer.readUtf8() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
