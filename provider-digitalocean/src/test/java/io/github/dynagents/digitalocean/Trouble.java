package io.github.dynagents.digitalocean;

import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.http.LoopbackHttp;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What goes wrong at the fake, by the calls of core's that its requests are made for. */
final class Trouble {
    private final Map<CallKind, RawFault> calls = new EnumMap<>(CallKind.class);
    private final Map<Integer, RawFault> pages = new TreeMap<>();

    synchronized void breaks(CallKind call, RawFault fault) {
        calls.put(call, fault);
    }

    synchronized void breaksPage(int page, RawFault fault) {
        pages.put(page, fault);
    }

    synchronized void mend() {
        calls.clear();
        pages.clear();
    }

    /** Whether there is something that is never answered. */
    synchronized boolean hangs() {
        return Stream.concat(calls.values().stream(), pages.values().stream())
                .anyMatch(fault -> fault == RawFault.TIMEOUT_BEFORE || fault == RawFault.TIMEOUT_AFTER);
    }

    /**
     * What goes wrong with a request.
     *
     * @param page of a list; 0 of anything else
     */
    synchronized Optional<RawFault> with(LoopbackHttp.Request request, int page) {
        return Optional.ofNullable(pages.get(page))
                .or(() -> calls.entrySet().stream()
                        .filter(entry -> concerns(entry.getKey(), request))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static boolean concerns(CallKind call, LoopbackHttp.Request request) {
        String path = request.path();
        boolean get = request.method().equals("GET");
        return switch (call) {
            case LIST, SETTLE -> get && path.equals("/v2/droplets");
            case BUY -> request.method().equals("POST") && path.equals("/v2/droplets");
            case RELEASE -> !get && path.startsWith("/v2/droplets/");
            case OFFERINGS -> path.equals("/v2/sizes") || path.equals("/v2/regions");
            case TIDY -> path.startsWith("/v2/tags");
            default -> false;
        };
    }

    /** Plays a fault. */
    static Conduct play(RawFault fault, Supplier<Conduct.Answer> right, Map<String, String> headers) {
        return switch (fault) {
            case TIMEOUT_BEFORE -> new Conduct.Hang();
            case TIMEOUT_AFTER -> after(right, new Conduct.Hang());
            case RESET_BEFORE -> new Conduct.Cut();
            case RESET_AFTER -> after(right, new Conduct.Cut());
            case UNAUTHORIZED -> error(401, "unauthorized", "Unable to authenticate you", headers);
            case FORBIDDEN -> error(403, "forbidden", "You are not authorized to perform this operation", headers);
            case NOT_FOUND -> error(404, "not_found", "The resource you were accessing could not be found.", headers);
            case CONFLICT -> error(409, "conflict", "The request could not be completed due to a conflict.", headers);
            case UNPROCESSABLE ->
                error(422, "unprocessable_entity", "You specified an invalid image for Droplet creation.", headers);
            case THROTTLED -> error(429, "too_many_requests", "API rate limit exceeded.", date(headers));
            case THROTTLED_FOR_SEVEN_SECONDS -> {
                Map<String, String> waiting = date(headers);
                waiting.put("retry-after", "7");
                yield error(429, "too_many_requests", "API rate limit exceeded.", waiting);
            }
            case SERVER_ERROR_BEFORE -> error(500, "server_error", "Unexpected server-side error", headers);
            case SERVER_ERROR_AFTER ->
                after(right, error(503, "service_unavailable", "The service is unavailable.", headers));
            case HALF_ANSWER -> half(right.get());
            case WRONG_ANSWER ->
                after(right, new Conduct.Answer(200, date(headers), "<html><body>Welcome to the proxy</body></html>"));
            case NO_CAPACITY -> error(422, "unprocessable_entity", "Size is not available in this region.", headers);
            case QUOTA ->
                error(
                        422,
                        "unprocessable_entity",
                        "creating this/these droplet(s) will exceed your droplet limit",
                        headers);
        };
    }

    private static Conduct after(Supplier<Conduct.Answer> right, Conduct conduct) {
        Conduct.Answer lost = right.get();
        return lost.status() == 0 ? lost : conduct;
    }

    /** What has no body is cut before its status is whole. */
    private static Conduct half(Conduct.Answer right) {
        return right.body().isEmpty() ? new Conduct.Cut() : new Conduct.Half(right);
    }

    private static Map<String, String> date(Map<String, String> headers) {
        return new TreeMap<>(Map.of("Date", headers.getOrDefault("Date", "")));
    }

    static Conduct.Answer error(int status, String id, String message, Map<String, String> headers) {
        return new Conduct.Answer(
                status, headers, "{\"id\":\"" + id + "\",\"message\":\"" + message + "\",\"request_id\":\"4d9d8375\"}");
    }
}
