package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    @TempDir
    Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private Path plugins = directory;

    @BeforeEach
    void oneGoodPlugin() {
        shell = new Shell(directory);
        plugins = directory.resolve("plugins");
        new PluginJar().packInto(plugins.resolve("tin.jar"));
    }

    @Test
    void aProviderIsListedWithItsJarAndItsOptions() {
        Shell.Ran ran = shell.run("providers");

        assertThat(ran.out()).isEqualTo("""
                        tin from %s
                          account options:
                            key (string, secret): The key to the door.
                            dir (path, default machines): Where machines live.
                            zones (list): Where to buy.
                            slow (duration): How slow it is.
                          template options:
                            price (money, required): Dollars an hour.
                            cores (integer, default 2): How many cores.
                        """.formatted(plugins.resolve("tin.jar")));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void scriptsGetJson() {
        assertThat(shell.run("providers", "--json").out())
                .contains("\"name\": \"tin\"", "\"required\": true", "\"default\": \"machines\"", "\"unusable\": []");
    }

    @Test
    void aFolderOfJarsIsOnePlugin() {
        new PluginJar().named("zinc").without("example.TinMachines").packInto(plugins.resolve("zinc/zinc.jar"));
        new PluginJar().named("zinc").without("example.Tin").service("").packInto(plugins.resolve("zinc/more.jar"));

        Shell.Ran ran = shell.run("providers");

        assertThat(ran.out()).contains("zinc from " + plugins.resolve("zinc"));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aFileThatIsNoJarIsNamedAndTheRestGoesOn() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no jar at all");

        Shell.Ran ran = shell.run("providers");

        assertThat(ran.err())
                .startsWith("warning: " + plugins.resolve("broken.jar") + ": broken.jar is no readable jar: ");
        assertThat(ran.out()).contains("tin from ");
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void aServiceEntryThatNamesNoClassIsTold() {
        new PluginJar().service("example.Gone").packInto(plugins.resolve("gone.jar"));

        assertThat(shell.run("providers").err())
                .isEqualTo("warning: " + plugins.resolve("gone.jar")
                        + ": its provider cannot be loaded: io.github.dynagents.core.spi.MachinesFactory: Provider"
                        + " example.Gone not found\n");
    }

    @Test
    void aClassThatIsMissingFromTheJarIsTold() {
        new PluginJar()
                .named("\" + Part.NAME + \"")
                .source("example.Part", "package example; class Part { static String NAME = \"part\".strip(); }")
                .without("example.Part")
                .packInto(plugins.resolve("part.jar"));

        Shell.Ran ran = shell.run("providers");

        assertThat(ran.err())
                .isEqualTo("warning: " + plugins.resolve("part.jar")
                        + ": its provider cannot say what it is: the class example.Part is missing; put its jar into one"
                        + " folder with it\n");
        assertThat(ran.out()).contains("tin from ");
    }

    @Test
    void aJarWithoutAProviderIsTold() {
        new PluginJar().service("").packInto(plugins.resolve("library.jar"));

        assertThat(shell.run("providers").err())
                .isEqualTo("warning: " + plugins.resolve("library.jar") + ": no provider is registered in it"
                        + " (META-INF/services/io.github.dynagents.core.spi.MachinesFactory)\n");
    }

    @Test
    void aPluginForANewerInterfaceIsRefused() {
        new PluginJar().named("future").spi("Spi.VERSION + 1").packInto(plugins.resolve("future.jar"));

        assertThat(shell.run("providers").err())
                .contains("provider \"future\" needs version 2 of the provider interface, this daemon has 1; update");
        assertThat(shell.run("providers").out()).doesNotContain("future");
    }

    @Test
    void twoProvidersOfOneNameAreBothRefused() {
        new PluginJar().packInto(plugins.resolve("tin2.jar"));

        Shell.Ran ran = shell.run("providers");

        assertThat(ran.err())
                .contains(plugins.resolve("tin2.jar") + ": provider \"tin\" is also in " + plugins.resolve("tin.jar"))
                .contains("no provider was found");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void thePluginsFolderIsWhereTheConfigurationSays() {
        new PluginJar().named("zinc").packInto(directory.resolve("elsewhere/zinc.jar"));
        shell.file("dynagents.yaml", "plugins: elsewhere\n");

        assertThat(shell.run("providers").out()).startsWith("zinc from ").doesNotContain("tin");
    }
}
