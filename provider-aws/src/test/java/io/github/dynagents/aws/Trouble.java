package io.github.dynagents.aws;

import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.http.LoopbackHttp.Conduct;
import io.github.dynagents.testkit.tck.RawFault;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What goes wrong at the gate, by the calls of core's that requests are made for, or with an error of a test's choice. */
final class Trouble {
    private static final Map<CallKind, List<String>> ACTIONS = Map.of(
            CallKind.LIST, List.of("DescribeInstances", "ListContainerInstances", "ListTasks"),
            CallKind.SETTLE, List.of("DescribeInstances"),
            CallKind.OFFERINGS,
                    List.of("DescribeInstanceTypes", "DescribeInstanceTypeOfferings", "DescribeSpotPriceHistory"),
            CallKind.BUY, List.of("RunInstances"),
            CallKind.MARK, List.of("CreateTags"),
            CallKind.START_AGENT, List.of("StartTask"),
            CallKind.STOP_AGENT, List.of("StopTask"),
            CallKind.RELEASE, List.of("TerminateInstances"),
            CallKind.TIDY, List.of("GetParametersByPath", "DeleteParameters"));

    private final Map<CallKind, RawFault> calls = new EnumMap<>(CallKind.class);
    private final Map<Integer, RawFault> pages = new TreeMap<>();
    private final Map<String, Conduct.Answer> errors = new HashMap<>();

    synchronized void breaks(CallKind call, RawFault fault) {
        calls.put(call, fault);
    }

    synchronized void breaksPage(int page, RawFault fault) {
        pages.put(page, fault);
    }

    /** That action is refused with this error of AWS's. */
    synchronized void refuses(String action, int status, String code, String message) {
        errors.put(action, error(action.equals("StartTask"), status, code, message, Map.of()));
    }

    /** That action is answered so. */
    synchronized void answers(String action, String xml) {
        answers(action, 200, xml);
    }

    private void answers(String action, int status, String xml) {
        errors.put(action, new Conduct.Answer(status, Map.of("Content-Type", "text/xml;charset=UTF-8"), xml));
    }

    /** That action is answered so, in JSON. */
    synchronized void answersJson(String action, String json) {
        errors.put(action, new Conduct.Answer(200, Map.of("Content-Type", "application/x-amz-json-1.1"), json));
    }

    synchronized Optional<Conduct.Answer> refusal(Asked asked) {
        return Optional.ofNullable(errors.get(asked.action()));
    }

    synchronized void mend() {
        calls.clear();
        pages.clear();
        errors.clear();
    }

    /** Whether there is something that is never answered. */
    synchronized boolean hangs() {
        return Stream.concat(calls.values().stream(), pages.values().stream())
                .anyMatch(fault -> fault == RawFault.TIMEOUT_BEFORE || fault == RawFault.TIMEOUT_AFTER);
    }

    /** @param page of a list; 0 of anything else */
    synchronized Optional<RawFault> with(Asked asked, int page) {
        return Optional.ofNullable(pages.get(page))
                .or(() -> calls.entrySet().stream()
                        .filter(entry ->
                                ACTIONS.getOrDefault(entry.getKey(), List.of()).contains(asked.action()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** Plays a fault. */
    static Conduct play(RawFault fault, Asked asked, Supplier<Conduct.Answer> right) {
        boolean json = asked.isJson();
        return switch (fault) {
            case TIMEOUT_BEFORE -> new Conduct.Hang();
            case TIMEOUT_AFTER -> after(right, new Conduct.Hang());
            case RESET_BEFORE -> new Conduct.Cut();
            case RESET_AFTER -> after(right, new Conduct.Cut());
            case UNAUTHORIZED ->
                error(
                        json,
                        401,
                        json ? "UnrecognizedClientException" : "AuthFailure",
                        "not able to validate",
                        Map.of());
            case FORBIDDEN ->
                error(
                        json,
                        json ? 400 : 403,
                        json ? "AccessDeniedException" : "UnauthorizedOperation",
                        "You are not authorized to perform this operation.",
                        Map.of());
            case NOT_FOUND ->
                error(
                        json,
                        400,
                        json ? "InvalidParameterException" : "InvalidInstanceID.NotFound",
                        "The instance ID 'i-0123456789abcdef0' does not exist",
                        Map.of());
            case CONFLICT ->
                error(
                        json,
                        json ? 400 : 409,
                        json ? "UpdateInProgressException" : "IncorrectInstanceState",
                        "in the wrong state",
                        Map.of());
            case UNPROCESSABLE ->
                error(
                        json,
                        400,
                        json ? "InvalidParameterException" : "InvalidParameterValue",
                        "a value is invalid",
                        Map.of());
            case THROTTLED -> throttled(json, Map.of());
            case THROTTLED_FOR_SEVEN_SECONDS -> throttled(json, Map.of("Retry-After", "7"));
            case SERVER_ERROR_BEFORE -> error(json, 500, serverError(json), "An internal error", Map.of());
            case SERVER_ERROR_AFTER ->
                after(right, error(json, 503, json ? "ServerException" : "Unavailable", "overloaded", Map.of()));
            case HALF_ANSWER -> half(right.get());
            case WRONG_ANSWER ->
                after(
                        right,
                        new Conduct.Answer(
                                200,
                                Map.of("Content-Type", "text/html"),
                                "<html><body>Welcome to the proxy</body></html>"));
            case NO_CAPACITY ->
                error(json, 500, "InsufficientInstanceCapacity", "There is no Spot capacity available.", Map.of());
            case QUOTA -> error(json, 400, "VcpuLimitExceeded", "You have requested more vCPU capacity", Map.of());
        };
    }

    private static String serverError(boolean json) {
        return json ? "ServerException" : "InternalError";
    }

    private static Conduct.Answer throttled(boolean json, Map<String, String> headers) {
        return error(
                json,
                json ? 400 : 503,
                json ? "ThrottlingException" : "RequestLimitExceeded",
                "Request limit exceeded.",
                headers);
    }

    private static Conduct after(Supplier<Conduct.Answer> right, Conduct conduct) {
        Conduct.Answer lost = right.get();
        return lost.status() > 0 ? conduct : lost;
    }

    private static Conduct half(Conduct.Answer right) {
        return right.body().isEmpty() ? new Conduct.Cut() : new Conduct.Half(right);
    }

    /** An error in the form of EC2, which is STS's too but for the outer element; or of the services that speak JSON. */
    static Conduct.Answer error(boolean json, int status, String code, String message, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8");
        String error = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        String body = json
                ? "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}"
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors>" + error + "</Errors>"
                        + "<RequestID>0f1e2d3c</RequestID></Response>";
        return new Conduct.Answer(status, headers, body);
    }

    /** That STS refuses with this error. */
    synchronized void refusesToKnowUs(int status, String code, String message) {
        answers(
                "GetCallerIdentity",
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>0f1e2d3c</RequestId></ErrorResponse>");
    }
}
