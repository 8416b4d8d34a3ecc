package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
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
    private static final Path FOLDER = Path.of("target/plugins/aws");

    @Test
    void theFolderIsAWholeProvider() throws IOException, Failure {
        try (Site site = new Site();
                URLClassLoader plugin = new Plugin(jars())) {
            MachinesFactory factory = ServiceLoader.load(MachinesFactory.class, plugin).stream()
                    .map(ServiceLoader.Provider::get)
                    .findFirst()
                    .orElseThrow();
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
        List<String> names = Stream.of(jars())
                .map(url -> Path.of(url.getPath()).getFileName().toString())
                .toList();
        assertThat(names)
                .anyMatch(name -> name.startsWith("url-connection-client-"))
                .noneMatch(name -> name.matches("(netty|apache|httpc|commons|s3-|aws-crt).*"));
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
