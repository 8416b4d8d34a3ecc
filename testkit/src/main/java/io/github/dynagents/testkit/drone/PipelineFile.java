package io.github.dynagents.testkit.drone;

import java.util.List;
import java.util.stream.Collectors;

/** Writes stages as the {@code .drone.yml} that a runner reads: YAML documents, each in JSON, which is YAML too. */
final class PipelineFile {
    private PipelineFile() {}

    static String of(List<StageSpec> stages) {
        return stages.stream().map(stage -> "---\n" + document(stage) + "\n").collect(Collectors.joining());
    }

    private static JsonObject document(StageSpec stage) {
        JsonObject platform = new JsonObject()
                .putUnlessEmpty("os", stage.platform().os())
                .putUnlessEmpty("arch", stage.platform().arch())
                .putUnlessEmpty("variant", stage.platform().variant())
                .putUnlessEmpty("version", stage.platform().kernel());
        return new JsonObject()
                .put("kind", stage.kind())
                .putUnlessEmpty("type", stage.type())
                .put("name", stage.name())
                .putUnlessEmpty("platform", platform.fields())
                .putUnlessEmpty("node", stage.labels().sorted())
                .putUnlessEmpty("depends_on", stage.dependsOn())
                .put("clone", new JsonObject().put("disable", true))
                .put(
                        "steps",
                        stage.steps().stream()
                                .map(step -> new JsonObject()
                                        .put("name", step.name())
                                        .put("commands", step.commands())
                                        .fields())
                                .toList());
    }
}
