package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.runner.internal.command.Json;
import io.github.dynagents.testkit.replay.ReplayTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;

/** A page that holds all it needs: figures and plots of what was replayed. The same replays make the same page. */
final class Report {
    private static final String VERSION = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private Report() {}

    static void write(List<Row> rows, Path file) throws IOException {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        rows.forEach(row -> sections.computeIfAbsent(row.of().title(), title -> new ArrayList<>())
                .add(row));
        List<Object> report = new ArrayList<>();
        sections.forEach((title, some) -> report.add(section(title, some)));
        // No text of a trace may end the script that it is in.
        String data = Json.text(report).replace("<", "\\u003c").replaceAll("\\n\\s*", "");
        Properties maven = new Properties();
        maven.load(new StringReader(text(VERSION)));
        String uplot = "/META-INF/resources/webjars/uplot/" + maven.getProperty("version") + "/dist/";
        Files.writeString(
                file,
                text("report.html")
                        .replace("{{uplot.css}}", text(uplot + "uPlot.min.css"))
                        .replace("{{uplot.js}}", text(uplot + "uPlot.iife.min.js"))
                        .replace("{{report}}", data));
    }

    private static Map<String, Object> section(String title, List<Row> rows) {
        List<String> pools = rows.stream()
                .flatMap(row -> sketch(row).drawn().stream())
                .map(ReplayTimeline.Life::pool)
                .distinct()
                .sorted()
                .toList();
        Duration step = sketch(rows.getFirst()).step();
        int points =
                rows.stream().mapToInt(row -> sketch(row).cost().size()).max().orElse(0);
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("title", title);
        section.put("pools", pools);
        section.put(
                "times",
                IntStream.range(0, points)
                        .mapToObj(point -> step.toSeconds() * point)
                        .toList());
        section.put("titles", Row.TITLES.subList(Row.CASE, Row.TITLES.size()));
        section.put("policies", rows.stream().map(row -> policy(row, pools)).toList());
        return section;
    }

    private static Sketch sketch(Row row) {
        return row.sketch().orElseThrow(() -> new IllegalArgumentException("nothing was kept of " + row.of()));
    }

    private static Map<String, Object> policy(Row row, List<String> pools) {
        Sketch sketch = sketch(row);
        Instant start = row.of().start();
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("name", row.of().policy().name());
        policy.put("objective", row.objective());
        policy.put("cells", row.cells().subList(Row.CASE, Row.TITLES.size()));
        policy.put("cost", sketch.cost());
        policy.put("queue", sketch.queue());
        policy.put("all", sketch.machines());
        policy.put("every", sketch.every());
        policy.put(
                "machines",
                sketch.drawn().stream()
                        .map(life -> List.of(
                                pools.indexOf(life.pool()),
                                Duration.between(start, life.born()).toSeconds(),
                                Duration.between(start, life.end()).toSeconds()))
                        .toList());
        return policy;
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Report.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
