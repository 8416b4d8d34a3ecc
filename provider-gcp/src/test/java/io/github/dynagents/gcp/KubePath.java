package io.github.dynagents.gcp;

import io.github.dynagents.testkit.http.LoopbackHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request to an API server is about.
 *
 * @param name empty if it is about all of a kind
 * @param more a part of it, such as {@code status}; else empty
 * @param query decoded
 */
record KubePath(String namespace, String kind, String name, String more, Map<String, String> query) {
    private static final Pattern OBJECT =
            Pattern.compile("/(?:api/v1|apis/[^/]+/[^/]+)(?:/namespaces/([^/]+)(?=/))?/([^/]+)(?:/([^/]+))?(?:/(.+))?");

    static KubePath of(LoopbackHttp.Request request) {
        Map<String, String> query = new TreeMap<>();
        for (String part : request.query().split("&", -1)) {
            int is = part.indexOf('=');
            if (is > 0) {
                query.put(part.substring(0, is), URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        Matcher path = OBJECT.matcher(request.path());
        return path.matches()
                ? new KubePath(group(path, 1), group(path, 2), group(path, 3), group(path, 4), query)
                : new KubePath("", "", request.path(), "", query);
    }

    private static String group(Matcher path, int number) {
        return Optional.ofNullable(path.group(number)).orElse("");
    }

    boolean isPods() {
        return kind.equals("pods");
    }

    boolean isList(String method) {
        return method.equals("GET") && name.isEmpty() && !kind.isEmpty();
    }

    /** What it is called in {@link Trouble}. */
    String what(String method) {
        return (isList(method) ? "LIST" : method) + " " + (kind.isEmpty() ? name : kind);
    }

    /** Where a list begins. */
    int from() {
        return Integer.parseInt(query.getOrDefault("continue", "0"));
    }

    /** How many a list may have; 0 if all. */
    int limit() {
        return Integer.parseInt(query.getOrDefault("limit", "0"));
    }
}
