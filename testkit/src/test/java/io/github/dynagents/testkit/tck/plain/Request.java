package io.github.dynagents.testkit.tck.plain;

import java.util.Map;

/** A request to the plain cloud: a method, a route such as {@code machines}, an id or nothing, and a body. */
public record Request(String method, String route, String id, Row body) {
    public static Request get(String route, String id) {
        return new Request("GET", route, id, Row.of(Map.of()));
    }

    public static Request page(String route, int number) {
        return new Request("GET", route, "", Row.of(Map.of("page", String.valueOf(number))));
    }

    public static Request delete(String route, String id) {
        return new Request("DELETE", route, id, Row.of(Map.of()));
    }

    public static Request post(String route, String id, Map<String, String> body) {
        return new Request("POST", route, id, Row.of(body));
    }
}
