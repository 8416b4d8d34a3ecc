package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
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
    private static final Path FOLDER = Path.of("target/plugins/aws");

    @Test
    void theFolderIsAWholeProvider() throws IOException, Failure {
        try (Site site = new Site();
                PluginFolder plugin = new PluginFolder(FOLDER)) {
            MachinesFactory factory = plugin.factory();
            assertThat(factory.getClass()).isNotEqualTo(AwsMachinesFactory.class);
            Settings account = Settings.read(
                    factory.accountOptions(),
                    Map.of(
                            "region",
                            Gate.REGION,
                            "endpoint",
                            site.gate.address(),
                            "access-key",
                            "AKIAEXAMPLE",
                            "secret-key",
                            new Secret("wJalrXUtnFEMI-bPxRfiCYEXAMPLEKEY")));
            Settings template = Settings.read(
                    factory.templateOptions(),
                    Map.of("types", List.of("c5.xlarge"), "image", AwsBackend.IMAGE, "price", Money.dollars("0.20")));
            try (Machines machines =
                    factory.open(account, new TreeMap<>(Map.of("small", template)), Site.context(site.pace.clock()))) {
                assertThat(machines.offerings()).hasSize(6);
                machines.release(machines.buy(site.purchase("ci-a")));
                assertThat(machines.list().machines()).isEmpty();
            }
        }
    }

    /** Of the SDK only what is used: none of its heavier HTTP clients, nor what they bring. */
    @Test
    void onlyTheServicesThatAreUsedAreInIt() throws IOException {
        try (PluginFolder plugin = new PluginFolder(FOLDER)) {
            assertThat(plugin.jars())
                    .anyMatch(name -> name.startsWith("url-connection-client-"))
                    .noneMatch(name -> name.matches("(netty|apache|httpc|commons|s3-|aws-crt).*"));
        }
    }
}
