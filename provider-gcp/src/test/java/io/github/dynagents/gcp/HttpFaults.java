package io.github.dynagents.gcp;

import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What goes wrong at the API server. */
final class HttpFaults {
    private HttpFaults() {}

    /** Plays a fault; what is refused rightly is refused, whatever the fault. */
    static Conduct play(RawFault fault, Supplier<Conduct.Answer> right, Map<String, String> headers) {
        return switch (fault) {
            case TIMEOUT_BEFORE -> new Conduct.Hang();
            case TIMEOUT_AFTER -> after(right, new Conduct.Hang());
            case RESET_BEFORE -> new Conduct.Cut();
            case RESET_AFTER -> after(right, new Conduct.Cut());
            case UNAUTHORIZED -> error(401, "Unauthorized", "Unauthorized", headers);
            case FORBIDDEN -> error(403, "Forbidden", "pods is forbidden: User \\\"ci\\\" cannot do that", headers);
            case NOT_FOUND -> error(404, "NotFound", "the server could not find the requested resource", headers);
            case CONFLICT -> error(409, "Conflict", "the object has been modified; please try again", headers);
            case UNPROCESSABLE -> error(422, "Invalid", "Pod \\\"x\\\" is invalid: spec: Invalid value", headers);
            case THROTTLED -> error(429, "TooManyRequests", "too many requests, please try again later", headers);
            case THROTTLED_FOR_SEVEN_SECONDS -> {
                Map<String, String> waiting = new TreeMap<>(headers);
                waiting.put("Retry-After", "7");
                yield error(429, "TooManyRequests", "too many requests, please try again later", waiting);
            }
            case SERVER_ERROR_BEFORE -> error(500, "InternalError", "Internal error occurred: etcd", headers);
            case SERVER_ERROR_AFTER ->
                after(right, error(503, "ServiceUnavailable", "etcdserver: leader changed", headers));
            case HALF_ANSWER -> half(right.get());
            case WRONG_ANSWER ->
                after(
                        right,
                        new Conduct.Answer(
                                200,
                                Map.of("Content-Type", "text/html"),
                                "<html><body>Welcome to the proxy</body></html>"));
            case NO_CAPACITY -> throw new IllegalArgumentException("an API server never says so");
            case QUOTA ->
                error(
                        403,
                        "Forbidden",
                        "pods \\\"x\\\" is forbidden: exceeded quota: machines, requested: pods=1, used: pods=8,"
                                + " limited: pods=8",
                        headers);
        };
    }

    private static Conduct after(Supplier<Conduct.Answer> right, Conduct conduct) {
        Conduct.Answer lost = right.get();
        return lost.status() < 400 ? conduct : lost;
    }

    private static Conduct half(Conduct.Answer right) {
        return right.body().isEmpty() ? new Conduct.Cut() : new Conduct.Half(right);
    }

    static Conduct.Answer error(int status, String reason, String message) {
        return error(status, reason, message.replace("\"", "\\\""), Map.of());
    }

    private static Conduct.Answer error(int status, String reason, String message, Map<String, String> headers) {
        String wait = headers.containsKey("Retry-After") ? ",\"details\":{\"retryAfterSeconds\":7}" : "";
        return new Conduct.Answer(
                status,
                headers,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                        + message + "\",\"reason\":\"" + reason + "\"" + wait + ",\"code\":" + status + "}");
    }
}
