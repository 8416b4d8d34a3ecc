package io.github.dynagents.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder of jars that is copied into {@code plugins/}: whole by itself, as the daemon loads it. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of("target/plugins/digitalocean");

    @Test
    void theFolderIsAWholeProvider() throws IOException, Failure {
        try (Site site = new Site();
                URLClassLoader plugin = new Plugin(jars())) {
            MachinesFactory factory = ServiceLoader.load(MachinesFactory.class, plugin).stream()
                    .map(ServiceLoader.Provider::get)
                    .findFirst()
                    .orElseThrow();
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

    private static URL[] jars() throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path jar : files.sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    /** Shares the JDK and core's packages, as the daemon's class loader of a plugin does. */
    private static final class Plugin extends URLClassLoader {
        Plugin(URL[] jars) {
            super(jars, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean shared = name.startsWith("io.github.dynagents.core.") || name.startsWith("org.jspecify.");
            return shared ? PluginFolderIT.class.getClassLoader().loadClass(name) : super.loadClass(name, resolve);
        }
    }
}
