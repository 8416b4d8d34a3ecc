package io.github.dynagents.testkit.drone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a real server answered, and how an answer compares with it. */
final class Recorded {
    /** Headers that tell of the moment or of the transport. */
    private static final Set<String> PASSING =
            Set.of("date", "content-length", "transfer-encoding", "connection", "keep-alive");

    /** Fields whose value belongs to the moment or the host; that it is zero or empty still counts. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("created", "updated", "started", "stopped", "finished", "version", "link", "git_http_url", "host");

    private Recorded() {}

    static String text(String name) throws IOException {
        try (InputStream in = Recorded.class.getResourceAsStream("/drone-2/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static boolean exists(String name) {
        return Recorded.class.getResource("/drone-2/" + name) != null;
    }

    /** Compares status, header names and values, and the body: every key, its type, and what it says. */
    static void compare(String name, HttpResponse<String> answer) throws IOException {
        compareHead(name, answer);
        if (exists(name + ".json")) {
            compareJson(name, JsonObject.read(text(name + ".json")), JsonObject.read(answer.body()));
        } else if (exists(name + ".body.txt") && !name.equals("metrics")) {
            assertThat(answer.body().strip())
                    .as(name)
                    .isEqualTo(text(name + ".body.txt").strip());
        }
    }

    static void compareHead(String name, HttpResponse<?> answer) throws IOException {
        List<String> lines = text(name + ".headers.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(answer.statusCode())
                .as(name)
                .isEqualTo(Integer.parseInt(lines.getFirst().split(" ", -1)[1]));
        Set<String> expected = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String header = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!PASSING.contains(header)) {
                expected.add(header + ": " + line.substring(colon + 1).strip());
            }
        }
        Set<String> actual = new TreeSet<>();
        answer.headers().map().forEach((header, values) -> {
            String lower = header.toLowerCase(Locale.ROOT);
            if (!PASSING.contains(lower)) {
                actual.add(lower + ": " + String.join(", ", values));
            }
        });
        assertThat(actual).as(name).isEqualTo(expected);
    }

    static void compareJson(String where, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> object) {
            assertThat(actual).as(where).isInstanceOf(Map.class);
            Map<?, ?> other = (Map<?, ?>) Objects.requireNonNull(actual);
            assertThat(keys(other)).as(where).isEqualTo(keys(object));
            object.forEach((key, value) -> compareField(where + "." + key, String.valueOf(key), value, other.get(key)));
        } else if (expected instanceof List<?> list) {
            assertThat(actual).as(where).isInstanceOf(List.class);
            List<?> other = (List<?>) Objects.requireNonNull(actual);
            assertThat(other).as(where).hasSize(list.size());
            for (int i = 0; i < list.size(); i++) {
                compareJson(where + "[" + i + "]", list.get(i), other.get(i));
            }
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }

    private static List<String> keys(Map<?, ?> object) {
        return object.keySet().stream().map(String::valueOf).toList();
    }

    private static void compareField(String where, String key, @Nullable Object expected, @Nullable Object actual) {
        boolean volatileText = expected instanceof String text && !text.isEmpty() && OF_THE_MOMENT.contains(key);
        if (volatileText) {
            assertThat(actual).as(where).isInstanceOf(String.class).isNotEqualTo("");
        } else if (expected instanceof Long number && number != 0 && OF_THE_MOMENT.contains(key)) {
            assertThat(actual).as(where).isInstanceOf(Long.class).isNotEqualTo(0L);
        } else {
            compareJson(where, expected, actual);
        }
    }
}
