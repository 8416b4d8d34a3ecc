package io.github.dynagents.aws;

import io.github.dynagents.testkit.http.LoopbackHttp;
import java.util.Map;
import java.util.Optional;

/**
 * A request to AWS.
 *
 * @param action such as {@code RunInstances}, {@code StartTask}
 * @param form the parameters, of a service that takes a form
 */
record Asked(LoopbackHttp.Request request, String action, Map<String, String> form) {
    static Asked of(LoopbackHttp.Request request) {
        Optional<String> target = Optional.ofNullable(request.headers().get("x-amz-target"));
        Map<String, String> form = target.isPresent() ? Map.of() : Form.read(request.body());
        String action = target.map(text -> text.substring(text.lastIndexOf('.') + 1))
                .orElseGet(() -> form.getOrDefault("Action", ""));
        return new Asked(request, action, form);
    }

    boolean isJson() {
        return request.headers().containsKey("x-amz-target");
    }
}
