package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.world.Floor;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.daemon.Opened;
import io.github.dynagents.runner.internal.plugin.Plugins;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the policy is told of a configuration. */
class OpenedTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aPoolsFloorReachesThePolicy() throws Exception {
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
        new Shell(directory).file("dynagents.yaml", """
                owner: acme
                servers: {ci: {type: drone, url: "http://localhost:1", token: "${T}", rpc-secret: "${T}"}}
                accounts: {can: {provider: tin, templates: {small: {price: 0.05}}}}
                pools:
                  linux:
                    server: ci
                    agent: {image: runner}
                    buy: [can]
                    worth: 2
                    machines: 3
                    floor: ["2 Mon-Fri 08:00-18:00 Europe/Berlin", "1 Sat 09:00-12:00 UTC"]
                limits: {machines: 3, per-hour: 1}
                """);
        ConfigReader reader = new ConfigReader(
                Map.of("T", "s3cr3t"), folder -> Plugins.find(List.of(folder), OpenedTest.class.getClassLoader()));

        try (Opened opened = Opened.open(
                reader.read("dynagents.yaml", directory.resolve("dynagents.yaml")), InstantSource.system())) {
            assertThat(opened.asFleet().pool("linux").map(Pool::floor))
                    .contains(List.of(
                            Floor.parse("2 Mon-Fri 08:00-18:00 Europe/Berlin"), Floor.parse("1 Sat 09:00-12:00 UTC")));
        }
    }
}
