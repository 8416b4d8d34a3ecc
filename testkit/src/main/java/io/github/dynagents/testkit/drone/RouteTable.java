package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods and paths; a {@code *} stands for one part. The first that fits answers; a last {@code /} is ignored. */
final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    void add(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.split("/", -1)), handler));
    }

    /** Empty if no route has the path; a 405 if one has it for another method. */
    Optional<Match> find(String method, String path) {
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> parts = List.of(trimmed.split("/", -1));
        Optional<Match> other = Optional.empty();
        for (Route route : routes) {
            Optional<List<String>> fit = route.fit(parts);
            if (fit.isPresent() && route.method.equals(method)) {
                return Optional.of(new Match(fit.get(), route.handler));
            }
            if (fit.isPresent()) {
                other = Optional.of(new Match(fit.get(), call -> Reply.empty(405)));
            }
        }
        return other;
    }

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        Reply answer(Call call) throws IOException, InterruptedException;
    }

    record Match(List<String> parts, Handler handler) {}

    private record Route(String method, List<String> path, Handler handler) {
        Optional<List<String>> fit(List<String> parts) {
            if (parts.size() != path.size()) {
                return Optional.empty();
            }
            List<String> bound = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if (path.get(i).equals("*")) {
                    bound.add(parts.get(i));
                } else if (!path.get(i).equals(parts.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(bound);
        }
    }
}
