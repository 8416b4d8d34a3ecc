package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.testkit.tck.PluginFolder;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of jars that is copied into {@code plugins/}: whole by itself, as the daemon loads it. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of("target/plugins/gcp");

    @ParameterizedTest
    @ValueSource(strings = {"shared-pool", "pool-per-machine"})
    void theFolderIsAWholeProvider(String mode) throws Exception {
        try (Site site = Site.of(mode);
                PluginFolder plugin = new PluginFolder(FOLDER)) {
            MachinesFactory factory = plugin.factory();
            assertThat(factory.getClass()).isNotEqualTo(GcpMachinesFactory.class);
            try (Machines machines = site.open(factory)) {
                assertThat(machines.offerings()).hasSize(1);
                assertThat(machines.examine()).isNotEmpty();
                Machine machine = site.buy(machines, "linux-a");
                assertThat(machines.list().machines()).hasSize(1);
                machines.release(machine);
                assertThat(site.pods()).isEmpty();
            }
        }
    }
}
