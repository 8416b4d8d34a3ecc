package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void helpListsTheExitCodes() {
        Shell.Ran ran = new Shell(directory).run("--help");

        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        for (ExitCode code : ExitCode.values()) {
            assertThat(ran.out()).contains(code.code() + "   " + code.meaning());
        }
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithTheNearest() {
        Shell.Ran ran = new Shell(directory).run("chek");

        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(ran.err()).contains("'chek'").contains("check").contains("\"dynagents --help\"");
    }

    @Test
    void anUnknownOptionAndAMissingCommandAreUsageErrors() {
        assertThat(new Shell(directory).run("check", "--jsn").code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(new Shell(directory).run().code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void globalOptionsMayStandBeforeOrAfterTheCommand() {
        assertThat(new Shell(directory).run("-c", "a b.yaml", "check").err())
                .startsWith("a b.yaml:1:1: error: there is");
        assertThat(new Shell(directory).run("check", "-c", "a b.yaml").err())
                .startsWith("a b.yaml:1:1: error: there is");
    }

    @Test
    void theVersionNamesTheProviderInterface() {
        assertThat(new Shell(directory).run("--version").out())
                .startsWith("dynagents ")
                .contains("provider interface 1");
    }
}
