package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as it is packaged, in a process of its own. */
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of("target", "dynagents", "dynagents").toAbsolutePath();

    @TempDir
    Path directory = Path.of("");

    private Shell.Ran launch(Map<String, String> environment, Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher has not ended within two minutes");
        }
        return new Shell.Ran(process.exitValue(), read(out), read(err));
    }

    private static String read(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    @Test
    void itRunsThroughASymbolicLinkFromElsewhereWithSpacesInArguments() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(directory.resolve("my dynagents"), LAUNCHER);

        Shell.Ran ran = launch(Map.of(), link, "check", "--config", "no such file.yaml");
        Files.delete(link);

        assertThat(ran.err())
                .isEqualTo(
                        "no such file.yaml:1:1: error: there is no such file; make one with: dynagents init > no such"
                                + " file.yaml\n");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void pluginsBesideTheProgramAreFoundToo() throws IOException, InterruptedException {
        Path copy = directory.resolve("installed");
        copyTree(LAUNCHER.resolveSibling("lib"), copy.resolve("lib"));
        Files.copy(LAUNCHER, copy.resolve("dynagents"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        new PluginJar().packInto(copy.resolve("plugins/tin.jar"));

        Shell.Ran ran = launch(Map.of(), copy.resolve("dynagents"), "providers");

        assertThat(ran.out()).startsWith("tin from ");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws IOException, InterruptedException {
        Path old = directory.resolve("jdk-17");
        Path bin = Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        Files.createFile(
                bin.resolve("java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        Shell.Ran ran = launch(Map.of("DYNAGENTS_JAVA", old.toString()), LAUNCHER, "--version");

        assertThat(ran.err()).isEqualTo("dynagents: DYNAGENTS_JAVA=" + old + " is no Java 21 or newer.\n");
        assertThat(ran.code()).isEqualTo(ExitCode.NO_JAVA.code());
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
