package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
    @TempDir
    Path directory = Path.of("");

    private Shell shell() {
        return new Shell(directory).with("SUDO_USER", "alice").file("dynagents.yaml", "owner: ${NOT_SET}\n");
    }

    @Test
    void pauseTellsWhoWhenAndWhyInAFileBesideTheConfiguration() throws IOException {
        Shell.Ran ran = shell().run("pause", "--reason", "the bill");

        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK.code());
        assertThat(ran.out())
                .contains(
                        "paused: nothing is bought",
                        "keep their leases only while they have work",
                        "a restart keeps it");
        assertThat(Files.readString(directory.resolve("dynagents.paused")))
                .matches("paused by alice at 20\\S+Z: the bill\n");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("dynagents.yaml", "dynagents.paused");
    }

    @Test
    void aDaemonOfAnotherUserCanReadIt() throws IOException {
        shell().run("pause");

        assertThat(Files.getPosixFilePermissions(directory.resolve("dynagents.paused")))
                .contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void pausingAgainIsFineAndSaysSo() throws IOException {
        Shell shell = shell();
        shell.run("pause", "--reason", "the bill");

        Shell.Ran again = shell.run("pause", "--reason", "an audit");

        assertThat(again.code()).isEqualTo(ExitCode.OK.code());
        assertThat(again.out())
                .startsWith("was paused already: paused by alice at ")
                .contains(": the bill\n");
        assertThat(Files.readString(directory.resolve("dynagents.paused"))).endsWith(": an audit\n");
    }

    @Test
    void resumeRemovesItAndSaysWhetherItWasPaused() {
        Shell shell = shell();
        shell.run("pause");

        assertThat(shell.run("resume").out()).startsWith("resumed: ");
        assertThat(directory.resolve("dynagents.paused")).doesNotExist();
        Shell.Ran again = shell.run("resume");
        assertThat(again.out()).startsWith("it was not paused: there is no ");
        assertThat(again.code()).isEqualTo(ExitCode.OK.code());
    }

    @Test
    void theFileIsConfigurable() throws IOException {
        Files.createDirectories(directory.resolve("state"));
        Shell shell = shell().file("dynagents.yaml", "pause-file: state/stop\n");

        assertThat(shell.run("pause").code()).isEqualTo(ExitCode.OK.code());
        assertThat(directory.resolve("state/stop")).exists();
    }

    @Test
    void whatCannotBeWrittenIsNoPauseAndSaysSo() {
        Shell shell = shell().file("dynagents.yaml", "pause-file: nowhere/stop\n");

        Shell.Ran ran = shell.run("pause");

        assertThat(ran.err()).startsWith("dynagents: it is not paused: ").contains("cannot be written");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILURE.code());
    }

    @Test
    void aMistypedConfigurationPausesNothing() {
        Shell.Ran ran = shell().run("pause", "--config", "dynagent.yaml");

        assertThat(ran.err()).contains("there is no such file");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(directory.toFile().list()).containsExactly("dynagents.yaml");
    }
}
