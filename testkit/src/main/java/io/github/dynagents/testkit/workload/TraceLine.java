package io.github.dynagents.testkit.workload;

import io.github.dynagents.core.model.Labels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One job of a trace, as its line tells it.
 *
 * @param submitted when, from the start of the trace; whole milliseconds
 * @param duration how long it ran; whole milliseconds
 * @param status {@code success} or {@code failure} if it ran to an end of its own, else another word
 */
public record TraceLine(
        Duration submitted,
        String repo,
        String pipeline,
        String os,
        String arch,
        Labels labels,
        Duration duration,
        String status) {
    static final List<String> HEADER =
            List.of("submitted", "repo", "pipeline", "os", "arch", "labels", "duration_s", "status");

    private static final BigDecimal TEN_YEARS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

    /** @throws IllegalArgumentException if a time is negative */
    public TraceLine {
        if (submitted.isNegative() || duration.isNegative()) {
            throw new IllegalArgumentException("a time is negative");
        }
    }

    boolean completes() {
        return status.equals("success") || status.equals("failure");
    }

    List<String> fields() {
        return List.of(text(submitted), repo, pipeline, os, arch, text(labels), text(duration), status);
    }

    private static String text(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** Reads seconds, with or without a fraction: ten years of them at most. */
    static Duration seconds(String text) {
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.abs().compareTo(TEN_YEARS) > 0) {
            throw new IllegalArgumentException(
                    "a time is longer than ten years (seconds are counted from the trace's beginning, not from 1970)");
        }
        return Duration.ofMillis(
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static String text(Labels labels) {
        return labels.sorted().entrySet().stream()
                .map(label -> escaped(label.getKey()) + "=" + escaped(label.getValue()))
                .collect(Collectors.joining(";"));
    }

    /** Reads {@code k=v;k=v}. */
    static Labels labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a label (k=v): \"" + pair + "\"");
            }
            labels.put(unescaped(pair.substring(0, equals)), unescaped(pair.substring(equals + 1)));
        }
        return Labels.of(labels);
    }

    /** What stands between labels is written otherwise within them. */
    private static String escaped(String text) {
        return text.replace("%", "%25").replace(";", "%3B").replace("=", "%3D");
    }

    private static String unescaped(String text) {
        return text.replace("%3D", "=").replace("%3B", ";").replace("%25", "%");
    }
}
