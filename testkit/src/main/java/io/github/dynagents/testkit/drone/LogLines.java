package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of a step as runners send it: a JSON array of {@code {"pos":0,"out":"text\n","time":0}}. */
final class LogLines {
    private LogLines() {}

    /** All lines one after the other; empty for an empty upload. */
    static String text(String uploaded) {
        if (uploaded.isEmpty()) {
            return "";
        }
        try {
            StringBuilder text = new StringBuilder();
            for (JsonObject line : JsonObject.objects(JsonObject.read(uploaded))) {
                text.append(line.text("out"));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a runner uploaded a log that is not an array of lines", e);
        }
    }

    static String json(List<String> lines) {
        List<@Nullable Object> json = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            json.add(new JsonObject()
                    .put("pos", i)
                    .put("out", lines.get(i) + "\n")
                    .put("time", 0)
                    .fields());
        }
        return JsonObject.write(json);
    }
}
