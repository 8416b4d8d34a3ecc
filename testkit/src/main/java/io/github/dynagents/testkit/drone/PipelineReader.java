package io.github.dynagents.testkit.drone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Finds the steps of a stage in a {@code .drone.yml}. Reads names and commands, nothing else of a step. */
final class PipelineReader {
    private PipelineReader() {}

    static List<StepSpec> steps(String file, String stage) throws IOException {
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(file)) {
                if (document instanceof Map<?, ?> pipeline && stage.equals(pipeline.get("name"))) {
                    return steps(pipeline);
                }
            }
        } catch (YamlEngineException e) {
            throw new IOException("the pipeline file is not YAML: " + e.getMessage(), e);
        }
        throw new IOException("the pipeline file has no pipeline \"" + stage + "\"");
    }

    private static List<StepSpec> steps(Map<?, ?> pipeline) {
        List<StepSpec> steps = new ArrayList<>();
        if (pipeline.get("steps") instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> step) {
                    List<?> commands = step.get("commands") instanceof List<?> lines ? lines : List.of();
                    steps.add(new StepSpec(
                            String.valueOf(step.get("name")),
                            commands.stream().map(String::valueOf).toList()));
                }
            }
        }
        return steps;
    }
}
