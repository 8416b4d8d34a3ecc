package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can read user data on a machine, by real rules in networks of our own. Needs root on Linux. */
class ShelterTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"nft", "iptables"})
    void onlyRootReachesTheMetadataService(String program) throws Exception {
        SmallMachine.canBeHad();
        boolean there = true;
        for (String tool : List.of(program, "ip", "curl", "busybox", "setpriv")) {
            there &= output("sh", "-c", "command -v " + tool).startsWith("/");
        }
        String how = program + ", ip, curl, busybox or setpriv is missing: run .ci/install-test-tools";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
        assertThat(output(
                        "unshare",
                        "--net",
                        "--mount",
                        "sh",
                        copied("shelter.sh"),
                        program,
                        copied("machine.sh"),
                        directory.toString()))
                .isEqualTo("""
                        open root secret other secret container secret
                        closed root secret other refused container refused
                        """);
    }

    private String copied(String resource) throws IOException {
        Path file = directory.resolve(resource);
        try (InputStream text = BootScript.class.getResourceAsStream(resource)) {
            Files.write(file, text.readAllBytes());
        }
        return file.toString();
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
