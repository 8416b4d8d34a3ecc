package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs shellcheck; {@code .ci/install-test-tools} gets it. Skipped without it, but not where CI=true. */
class ShellcheckTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void shellcheckIsThere() {
        boolean there;
        try {
            there = new ProcessBuilder("shellcheck", "--version")
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        String how = "shellcheck is missing: run .ci/install-test-tools";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
    }

    @Test
    void theScriptOfAProcessHasNoFinding() throws Exception {
        assertThat(findings(BootScript.render(
                        purchase(), MarkChannel.file(Path.of("/run/my mark")), Host.process("/run/it's here"))))
                .isEmpty();
    }

    @Test
    void theScriptOfAWholeMachineHasNoFinding() throws Exception {
        assertThat(findings(BootScript.render(purchase(), MarkChannel.ec2Tag("mark"), Host.machine())))
                .isEmpty();
    }

    @Test
    void aScriptThatFetchesItsMarkFromTheDaemonHasNoFinding() throws Exception {
        MarkChannel channel = MarkChannel.leaseUrl(URI.create("https://daemon.example/lease/m-1?token=it's"));
        assertThat(findings(BootScript.render(purchase(), channel, Host.machine())))
                .isEmpty();
    }

    @Test
    void aScriptThatFetchesItsAgentsSecretsHasNoFinding() throws Exception {
        AgentSpec agent = purchase().agent().toBuilder()
                .secrets(Map.of("HIDDEN", new Secret("hush")))
                .build();
        Host host = Host.machine().prepared("echo ECS_CLUSTER=ci >/etc/ecs").secretsFrom("cat /run/secrets");
        assertThat(findings(BootScript.render(
                        purchase(agent), MarkChannel.ec2Tag("mark").withRebalance(), host)))
                .isEmpty();
    }

    @Test
    void userDataHaveNoFinding() throws Exception {
        assertThat(findings(BootScript.userData(purchase(), MarkChannel.ec2Tag("mark"), 16 * 1024)))
                .isEmpty();
    }

    private static Purchase purchase() {
        return purchase(AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .image("drone/drone-runner-docker:1")
                .env(Map.of("A", "it's \"$HOME\"\n`x`"))
                .mounts(List.of("/var/run/docker.sock"))
                .build());
    }

    private static Purchase purchase(AgentSpec agent) {
        return new Purchase(
                new MachineName("m-1"),
                "it's mine",
                "pool",
                new OfferingId("account", "template"),
                agent,
                new Lease(Instant.EPOCH, Duration.ofHours(1), false),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Instant.MAX);
    }

    private String findings(String script) throws IOException {
        Path file = directory.resolve("script");
        Files.writeString(file, script);
        Process shellcheck = new ProcessBuilder("shellcheck", "--shell=sh", file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
