package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.runner.internal.config.Account;
import io.github.dynagents.runner.internal.config.ConfigReader;
import io.github.dynagents.runner.internal.config.Configured;
import io.github.dynagents.runner.internal.config.InvalidConfig;
import io.github.dynagents.runner.internal.plugin.Plugins;
import io.github.dynagents.runner.internal.plugin.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginIsolationTest {
    private static final ClassLoader DAEMON = Objects.requireNonNull(PluginIsolationTest.class.getClassLoader());

    @TempDir
    Path directory = Path.of("");

    private Machines open() {
        Provider tin = Plugins.find(List.of(directory.resolve("plugins")), DAEMON)
                .named("tin")
                .orElseThrow();
        return tin.open(Settings.of(Map.of()), new TreeMap<>(), new Nowhere());
    }

    private record Nowhere() implements Context {
        @Override
        public String account() {
            return "local";
        }

        @Override
        public String owner() {
            return "acme";
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public System.Logger logger() {
            return System.getLogger("test");
        }
    }

    @Test
    void callsRunWithThePluginsClassLoaderAsTheThreadsOwn() throws Failure {
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertThatThrownBy(() -> open().offerings()).hasMessage("true");
        assertThat(open().examine()).hasToString("[note: true]");
        assertThat(open().permissions()).contains("tin:true");

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void aPluginSeesNeitherTheDaemonsLibrariesNorItsOtherClasses() {
        new PluginJar().opening("""
                        for (String hidden : List.of("picocli.CommandLine", "io.github.dynagents.runner.Main")) {
                            try {
                                Class.forName(hidden);
                                throw new IllegalArgumentException(hidden + " can be seen");
                            } catch (ClassNotFoundException expected) {
                            }
                        }
                        """).packInto(directory.resolve("plugins/tin.jar"));

        assertThat(open().capabilities().parallelBuys()).isPositive();
    }

    @Test
    void settingsArriveTypedWithDefaultsAndWithoutShowingSecrets() throws Exception {
        new PluginJar().packInto(directory.resolve("plugins/tin.jar"));
        Path file = Files.writeString(directory.resolve("dynagents.yaml"), """
                owner: acme
                servers: {ci: {type: drone, url: http://localhost, token: "${T}", rpc-secret: "${T}"}}
                accounts:
                  local:
                    provider: tin
                    options: {key: "${T}", zones: [a, b], slow: 1m30s}
                    templates: {small: {price: 0.05}}
                pools:
                  linux: {server: ci, agent: {image: runner}, buy: [local], worth: 2, machines: 1}
                limits: {machines: 1, per-hour: 1}
                """);
        ConfigReader reader = new ConfigReader(Map.of("T", "s3cr3t"), folder -> Plugins.find(List.of(folder), DAEMON));

        Configured configured = reader.read("dynagents.yaml", file);

        Account local = Objects.requireNonNull(configured.accounts().get("local"));
        Settings small = Objects.requireNonNull(local.templates().get("small"));
        assertThat(local.settings().toString())
                .isEqualTo("{dir=" + directory.resolve("machines") + ", key=***, slow=PT1M30S, zones=[a, b]}");
        assertThat(small.get("price", Money.class)).isEqualTo(Money.dollars("0.05"));
        assertThat(small.get("cores", Integer.class)).isEqualTo(2);
        assertThat(configured.toString()).doesNotContain("s3cr3t");
        try (Machines machines = local.open(InstantSource.system())) {
            assertThatThrownBy(machines::list).hasMessageContaining("key=***");
        }
    }

    @Test
    void aConfigurationThatNamesABrokenPluginSaysWhy() throws Exception {
        new PluginJar().named("zinc").packInto(directory.resolve("plugins/zinc.jar"));
        Files.writeString(directory.resolve("plugins/tin.jar"), "no jar");
        Path file = Files.writeString(
                directory.resolve("dynagents.yaml"), "accounts: {local: {provider: tin, templates: {small: }}}\n");
        ConfigReader reader = new ConfigReader(Map.of(), folder -> Plugins.find(List.of(folder), DAEMON));

        assertThatThrownBy(() -> reader.read("dynagents.yaml", file))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("there is no provider \"tin\"; known: zinc; not usable: "
                        + directory.resolve("plugins/tin.jar"));
    }
}
