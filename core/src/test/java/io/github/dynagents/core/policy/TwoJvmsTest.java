package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Same input, same bytes: in whatever JVM. */
final class TwoJvmsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:hashCode=2", "-Xint"})
    void anotherJvmDecidesAlikeToTheByte(String option) throws IOException, InterruptedException {
        String here = PrintedRun.of(1) + PrintedRun.of(2) + PrintedRun.of(9) + PrintedRun.of(36);
        assertThat(here).contains("Buy[", "Renew[", "Drain[", "Breaker[", "Survival[interrupted=1");
        assertThat(elsewhere(option, "1", "2", "9", "36")).isEqualTo(here);
    }

    @Test
    void theComparisonSeesADifference() throws IOException, InterruptedException {
        assertThat(elsewhere("-XX:hashCode=2", "4")).isNotEqualTo(PrintedRun.of(5));
    }

    private String elsewhere(String option, String... seeds) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                option,
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                PrintedRun.class.getName()));
        command.addAll(List.of(seeds));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return java.nio.file.Files.readString(out, StandardCharsets.UTF_8);
    }
}
