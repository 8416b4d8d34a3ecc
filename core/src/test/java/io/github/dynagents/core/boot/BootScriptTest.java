package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Purchase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootScriptTest {
    private static final String NASTY = "it's \"a\" $HOME `id` \\ \n* %s ; & | < > # ! ~ é \t$(id)\\";

    @TempDir
    private Path directory;

    @Test
    void valuesOfAnyCharactersReachTheAgentUnchanged() throws Exception {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", "printf '%s' \"$1$SEEN$HIDDEN\" >../out; exec sleep 1000", "x", NASTY))
                .env(Map.of("SEEN", NASTY))
                .secrets(Map.of("HIDDEN", new Secret(NASTY)))
                .build();
        try (WatchedMachine machine =
                new WatchedMachine(directory, "").agent(agent).start()) {
            Eventually.until("all arrived", () -> machine.read("out").equals(NASTY + NASTY + NASTY));
        }
    }

    @Test
    void noCommandLineShowsASecret() throws Exception {
        String secret = "s3cr3t-of-this-test";
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", "echo \"${#HIDDEN}\" >../out; sleep 1000; :"))
                .secrets(Map.of("HIDDEN", new Secret(secret)))
                .build();
        try (WatchedMachine machine =
                new WatchedMachine(directory, "").agent(agent).start()) {
            Eventually.until(
                    "the agent has it", () -> machine.read("out").strip().equals(String.valueOf(secret.length())));
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse("")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(secret));
        }
        assertThat(machine(directory).read("log")).doesNotContain(secret);
    }

    @Test
    void aContainerIsRunByDockerWithValuesFromTheEnvironment() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path docker = bin.resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                echo "$*" >>../docker.log
                case $1 in run) echo "$HIDDEN" >../out; exec sleep 1000 ;; esac
                """);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .image("some/agent:1")
                .argv(List.of("--flag"))
                .env(Map.of("SEEN", "1"))
                .secrets(Map.of("HIDDEN", new Secret("hush")))
                .mounts(List.of("/var/run/docker.sock"))
                .build();
        try (WatchedMachine machine = new WatchedMachine(Files.createDirectory(directory.resolve("m")), "")
                .agent(agent)
                .env(Map.of("PATH", bin + ":" + System.getenv("PATH")))
                .start()) {
            Eventually.until("the container runs", () -> machine.read("out").equals("hush\n"));
            assertThat(machine.read("docker.log"))
                    .isEqualTo("run --rm --name dynagents-agent --env SEEN --env HIDDEN"
                            + " --volume /var/run/docker.sock:/var/run/docker.sock some/agent:1 --flag\n");
            assertThat(directory.resolve("docker.log")).hasContent("rm --force dynagents-agent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "busybox"})
    void otherShellsRunItToo(String shell) throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path program = List.of("/bin/" + shell, "/usr/bin/" + shell).stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(bin.resolve("none"));
        assumeTrue(Files.isExecutable(program), shell + " is missing: run .ci/install-test-tools");
        Files.createSymbolicLink(bin.resolve("sh"), program);
        try (WatchedMachine machine = new WatchedMachine(
                        Files.createDirectory(directory.resolve("m")), WatchedMachine.FINISHING)
                .env(Map.of("PATH", bin + ":" + System.getenv("PATH")))
                .shell(bin.resolve("sh").toString())
                .start()) {
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitStatus("state", "stopped");
            machine.undrain();
            machine.awaitEvents("start", "term", "end", "start");
            machine.awaitStatus("state", "running");
            machine.watchdog().destroyForcibly();
            machine.awaitEvents("start", "term", "end", "start", "term", "end", "off");
        } finally {
            Files.delete(bin.resolve("sh"));
        }
    }

    @Test
    void jobsCanBeInterruptedAlthoughTheyDescendFromABackgroundProcess() throws Exception {
        try (WatchedMachine machine = new WatchedMachine(
                        directory, "trap 'echo interrupted >../out' INT; kill -INT $$; sleep 1000; :")
                .start()) {
            Eventually.until("it saw SIGINT", () -> machine.read("out").equals("interrupted\n"));
        }
    }

    @Test
    void aSecondWatchdogInTheSameDirectoryEndsAtOnce() throws Exception {
        try (WatchedMachine machine = new WatchedMachine(directory, WatchedMachine.FINISHING).start()) {
            machine.awaitEvents("start");
            Process second =
                    new ProcessBuilder("sh", directory.resolve("boot.sh").toString()).start();
            assertThat(second.onExit().join().exitValue()).isEqualTo(1);
            assertThat(machine.events()).containsExactly("start");
        }
    }

    @Test
    void aVariableThatNoShellCanSetIsRefused() {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("true"))
                .env(Map.of("A B", ""))
                .build();
        assertThatThrownBy(() -> BootScript.agent(agent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"A B\"");
    }

    @Test
    void aValueWithANulIsRefusedWithoutShowingIt() {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("true"))
                .secrets(Map.of("A", new Secret("hush\0")))
                .build();
        assertThatThrownBy(() -> BootScript.agent(agent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void userDataAreFarBelowWhatAnyCloudTakes() {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 4)
                .image("drone/drone-runner-docker:1.8.3")
                .env(Map.of(
                        "DRONE_RPC_HOST", "drone.example.com",
                        "DRONE_RPC_PROTO", "https",
                        "DRONE_RUNNER_CAPACITY", "4",
                        "DRONE_RUNNER_LABELS", "pool:linux,size:large",
                        "DRONE_RUNNER_NAME", "ci-linux-3f9a1c"))
                .secrets(Map.of("DRONE_RPC_SECRET", new Secret("5f1c0d7b9a3e48f2b6d1c7e0a9f3b2d4")))
                .mounts(List.of("/var/run/docker.sock"))
                .build();
        String tag = BootScript.userData(purchase(agent), MarkChannel.ec2Tag("dynagents-mark"), 16 * 1024);
        URI url = URI.create("https://dynagents.example.com/lease/ci-linux-3f9a1c?token=" + "x".repeat(64));
        String lease = BootScript.userData(purchase(agent), MarkChannel.leaseUrl(url), 16 * 1024);
        assertThat(tag).hasSizeLessThan(10 * 1024);
        assertThat(lease).hasSizeLessThan(10 * 1024);
    }

    @Test
    void userDataThatAreTooLargeAreRefusedWithoutShowingThem() {
        byte[] noise = new byte[16 * 1024];
        new Random(1).nextBytes(noise);
        String novel = Base64.getEncoder().encodeToString(noise);
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("true"))
                .secrets(Map.of("NOVEL", new Secret(novel)))
                .build();
        assertThatThrownBy(() -> BootScript.userData(purchase(agent), MarkChannel.shell("echo"), 16 * 1024))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the user data of m-1 is of \\d+ bytes, and its cloud takes 16384: "
                        + "shorten the agent of pool \"linux\"");
    }

    @Test
    void userDataShowNoSecretAsItIs() {
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("true"))
                .secrets(Map.of("A", new Secret("hush-hush")))
                .build();
        String userData = BootScript.userData(purchase(agent), MarkChannel.shell("echo"), 16 * 1024);
        assertThat(userData).doesNotContain("hush-hush");
        assertThat(BootScript.scriptIn(userData)).contains("hush-hush");
    }

    @Test
    void theSamePurchaseMakesTheSameUserData() {
        AgentSpec agent =
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).argv(List.of("true")).build();
        String once = BootScript.userData(purchase(agent), MarkChannel.ec2Tag("mark"), 16 * 1024);
        assertThat(BootScript.userData(purchase(agent), MarkChannel.ec2Tag("mark"), 16 * 1024))
                .isEqualTo(once);
    }

    @Test
    void onlyAWholeMachineCanBePrepared() {
        assertThatThrownBy(() -> Host.process("/run/here").prepared("true")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itsUsageTellsWhatItCanDo() throws Exception {
        AgentSpec agent =
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).argv(List.of("true")).build();
        String process =
                BootScript.render(purchase(agent), MarkChannel.shell("echo"), Host.process(directory.toString()));
        assertThat(usage(process)).contains("boot.sh [kill]");
        String machine = BootScript.render(purchase(agent), MarkChannel.shell("echo"), Host.machine());
        assertThat(usage(machine.replace("/run/dynagents", directory + "/run")
                        .replace("/var/lib/dynagents", directory + "/lib")))
                .contains("boot.sh [kill | install]");
    }

    private String usage(String script) throws Exception {
        Path file = Files.writeString(directory.resolve("boot.sh"), script);
        Process asked = new ProcessBuilder("sh", file.toString(), "help")
                .redirectErrorStream(true)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).isEqualTo(64);
        return told;
    }

    @Test
    void aProcessHasNoUserData() {
        AgentSpec agent =
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).argv(List.of("true")).build();
        Host process = Host.process(directory.toString());
        assertThatThrownBy(() -> BootScript.userData(purchase(agent), MarkChannel.shell("echo"), process, 16 * 1024))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("render");
    }

    private static Purchase purchase(AgentSpec agent) {
        return new Purchase(
                new MachineName("m-1"),
                "test",
                "linux",
                new OfferingId("account", "template"),
                agent,
                new Lease(Instant.EPOCH, Duration.ofMinutes(15), false),
                Duration.ofHours(1),
                Duration.ofHours(12),
                Instant.MAX);
    }

    private static WatchedMachine machine(Path directory) {
        return new WatchedMachine(directory, "");
    }
}
