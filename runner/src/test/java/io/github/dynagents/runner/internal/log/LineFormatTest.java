package io.github.dynagents.runner.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static LogRecord line(String message, Object... parameters) {
        LogRecord line = new LogRecord(Level.INFO, message);
        line.setInstant(Instant.parse("2026-11-24T01:02:03.4567Z"));
        line.setLoggerName("io.github.dynagents.core.Autoscaler");
        line.setParameters(parameters);
        return line;
    }

    @Test
    void aLineHasTimeLevelComponentMessageAndFields() {
        assertThat(new LineFormat(Logs.Format.text)
                        .format(line(
                                "bought {0}", "small", Map.entry("machine", "linux-1"), Map.entry("why", "2 wait"))))
                .isEqualTo(
                        "2026-11-24T01:02:03.456Z info    core.Autoscaler bought small machine=linux-1 why=\"2 wait\"\n");
    }

    @Test
    void theSameAsJson() {
        assertThat(new LineFormat(Logs.Format.json)
                        .format(line("bought {0}", "small", Map.entry("machine", "linux-1"))))
                .isEqualTo(
                        "{\"time\":\"2026-11-24T01:02:03.456Z\",\"level\":\"info\",\"component\":\"core.Autoscaler\","
                                + "\"message\":\"bought small\",\"machine\":\"linux-1\"}\n");
    }

    @Test
    void aMessageOfOthersCannotForgeALine() {
        assertThat(new LineFormat(Logs.Format.text).format(line("a\n2026 error b\r")))
                .containsOnlyOnce("\n");
    }

    @Test
    void bracesInAMessageWithoutFillersStay() {
        assertThat(new LineFormat(Logs.Format.text).format(line("labels {size} it's", Map.entry("a", "b"))))
                .contains("labels {size} it's a=b");
    }

    @Test
    void whatWasThrownIsShown() {
        LogRecord line = line("failed");
        line.setThrown(new IllegalStateException("why"));

        assertThat(new LineFormat(Logs.Format.text).format(line))
                .contains("failed\njava.lang.IllegalStateException: why");
        assertThat(new LineFormat(Logs.Format.json).format(line)).contains("\"error\":\"java.lang.IllegalState");
    }
}
