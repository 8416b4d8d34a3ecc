package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.testkit.tck.PluginFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The folder of jars that is copied into {@code plugins/}: whole by itself, as the daemon loads it. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of("target/plugins/digitalocean");

    @Test
    void theFolderIsAWholeProvider() throws IOException, Failure {
        try (Site site = new Site();
                PluginFolder plugin = new PluginFolder(FOLDER)) {
            MachinesFactory factory = plugin.factory();
            assertThat(factory.getClass()).isNotEqualTo(DigitalOceanMachinesFactory.class);
            Settings account = Settings.read(
                    factory.accountOptions(),
                    Map.of(
                            "token", new Secret(FakeDigitalOcean.TOKEN),
                            "endpoint", site.fake.address(),
                            "regions", List.of("fra1")));
            Settings template = Settings.read(
                    factory.templateOptions(), Map.of("sizes", List.of("s-2vcpu-4gb"), "image", "docker-20-04"));
            try (Machines machines =
                    factory.open(account, new TreeMap<>(Map.of("small", template)), Site.context("ci", site.clock))) {
                assertThat(machines.offerings()).hasSize(1);
                machines.release(machines.buy(site.purchase("ci-a")));
                assertThat(machines.list().machines()).isEmpty();
            }
        }
    }
}
