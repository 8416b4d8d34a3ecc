package io.github.dynagents.testkit.drone;

import java.util.Map;

/** What a runner says that it is when it asks for a stage. */
record RunnerFilter(
        String kind, String type, String os, String arch, String variant, String kernel, Map<String, String> labels) {
    static RunnerFilter of(JsonObject json) {
        return new RunnerFilter(
                json.text("kind"),
                json.text("type"),
                json.text("os"),
                json.text("arch"),
                json.text("variant"),
                json.text("kernel"),
                json.texts("labels"));
    }

    JsonObject json() {
        return new JsonObject()
                .put("kind", kind)
                .put("type", type)
                .put("os", os)
                .put("arch", arch)
                .put("variant", variant)
                .put("kernel", kernel)
                .putUnlessEmpty("labels", labels);
    }
}
