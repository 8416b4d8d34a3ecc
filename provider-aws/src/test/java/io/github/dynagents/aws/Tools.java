package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this host that tests use. */
final class Tools {
    private Tools() {}

    /** Skips the test where it is missing; in CI that is a failure. */
    static void need(String program) {
        boolean there = Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(":", -1)))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
        String how = program + " is missing: run .ci/install-test-tools";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
    }

    /** What it prints. */
    static String printed(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
