package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are not in the script, but fetched by the process that will be the agent; in real shells. */
@Execution(ExecutionMode.CONCURRENT)
class FetchedSecretsTest {
    private static final String NASTY = "it's \"a\" $HOME `id` \\ \n* %s ; & | ~ é \t$(id)\\";

    /** Tells what it was given, and stays. */
    private static final String TELLING = """
            echo start >>../events
            printf '[%s]' "$A" "$B" "$C" "${OTHER-unset}" >../out
            exec sleep 1000
            """;

    /** Prints what is in the file {@code given}. */
    private static final String GIVEN = "cat ../given";

    @TempDir
    private Path directory;

    private WatchedMachine machine(String fetching, Map<String, String> secrets) {
        SortedMap<String, Secret> wanted = new TreeMap<>();
        secrets.forEach((name, value) -> wanted.put(name, new Secret(value)));
        AgentSpec agent = AgentSpec.builder(OnTerm.FINISHES_JOBS, 1)
                .argv(List.of("sh", "-c", TELLING))
                .env(Map.of("B", "from the environment"))
                .secrets(wanted)
                .build();
        return new WatchedMachine(directory, "").agent(agent).host(host -> host.secretsFrom(fetching));
    }

    private void given(Map<String, String> secrets) throws IOException {
        Files.writeString(
                directory.resolve("given"),
                secrets.entrySet().stream()
                        .map(each -> each.getKey() + " "
                                + Base64.getEncoder()
                                        .encodeToString(each.getValue().getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("\n", "a line of somebody else\n", "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox"})
    void valuesOfAnyCharactersReachTheAgentUnchanged(String shell) throws Exception {
        Path program = Stream.of("/bin/" + shell, "/usr/bin/" + shell)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("none"));
        assumeTrue(Files.isExecutable(program), shell + " is missing: run .ci/install-test-tools");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("sh"), program);
        Map<String, String> secrets = Map.of("A", NASTY, "C", "");
        given(Map.of("A", NASTY, "C", "", "OTHER", "not for the agent"));
        try (WatchedMachine machine = machine(GIVEN, secrets)
                .shell(bin.resolve("sh").toString())
                .env(Map.of("PATH", bin + ":" + System.getenv("PATH")))
                .start()) {
            Eventually.until(
                    "it has been given all",
                    () -> machine.read("out").equals("[" + NASTY + "][from the environment][][unset]"));
        } finally {
            Files.delete(bin.resolve("sh"));
        }
    }

    @Test
    void aValueMayEndInEmptyLinesAndBeLong() throws Exception {
        String value = "line\n".repeat(2000) + "\n\n";
        given(Map.of("A", value));
        try (WatchedMachine machine = machine(GIVEN, Map.of("A", value)).start()) {
            Eventually.until("it has been given all", () -> machine.read("out").startsWith("[" + value + "]"));
        }
    }

    @Test
    void anEmptyValueNeedsNoSpaceAfterItsName() throws Exception {
        try (WatchedMachine machine = machine("echo A", Map.of("A", "")).start()) {
            Eventually.until("it has started", () -> machine.read("out").startsWith("[][from"));
        }
    }

    @Test
    void theyAreInNoFileAndOnNoCommandLine() throws Exception {
        String secret = "s3cr3t-of-this-other-test";
        String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        // the test's own process gives it, by a pipe
        Process pipe = new ProcessBuilder("mkfifo", directory.resolve("given").toString()).start();
        assertThat(pipe.waitFor()).isZero();
        try (WatchedMachine machine = machine(GIVEN, Map.of("A", secret)).start()) {
            Files.writeString(directory.resolve("given"), "A " + coded + "\n");
            while (machine.read("out").isEmpty()) {
                assertThat(ProcessHandle.allProcesses()
                                .map(process -> process.info().commandLine().orElse("")))
                        .isNotEmpty()
                        .noneMatch(line -> line.contains(secret) || line.contains(coded));
            }
            assertThat(machine.read("out")).startsWith("[" + secret + "]");
            try (Stream<Path> files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("out")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(secret, coded));
            }
        }
    }

    @Test
    void fetchingThatFailsTwiceIsTriedAgain() throws Exception {
        given(Map.of("A", "late"));
        String failing = "echo try >>../tries\ntest \"$(grep -c try ../tries)\" -gt 2 && " + GIVEN;
        try (WatchedMachine machine = machine(failing, Map.of("A", "late")).start()) {
            Eventually.until("it has started", () -> machine.read("out").startsWith("[late]"));
            machine.awaitStatus("state", "running");
            assertThat(machine.read("tries").lines()).hasSize(3);
            assertThat(machine.read("log")).contains("its secrets cannot be fetched");
            assertThat(machine.events()).containsExactly("start");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo B aA==", "echo A 'no base64'", "echo A aGg", "echo A aA==; false", "exit 3"})
    void withoutASecretNoAgentStartsAndAtLastTheMachineEnds(String fetching) throws Exception {
        try (WatchedMachine machine = machine(fetching, Map.of("A", "x")).start()) {
            machine.awaitEnd();
            assertThat(machine.status("reason")).contains("5 times in a row");
            assertThat(machine.events()).containsExactly("off");
        }
    }

    /** Else a fetch that takes its time to fail would be tried for ever. */
    @Test
    void howeverLongFetchingTakesToFailItIsNoAgentThatStartedWell() throws Exception {
        try (WatchedMachine machine = machine("sleep 0.5; false", Map.of("A", "x"))
                .change(script -> script.replace("\nhealthy=6000 ", "\nhealthy=20 "))
                .start()) {
            machine.awaitEnd();
            assertThat(machine.status("reason")).contains("5 times in a row");
        }
    }

    @Test
    void anAgentWithoutSecretsFetchesNone() throws Exception {
        try (WatchedMachine machine = machine("echo asked >>../tries", Map.of()).start()) {
            machine.awaitEvents("start");
            assertThat(machine.read("tries")).isEmpty();
        }
    }

    @Test
    void theScriptHoldsNone() throws Exception {
        given(Map.of("A", "hush-hush"));
        try (WatchedMachine machine = machine(GIVEN, Map.of("A", "hush-hush")).start()) {
            assertThat(machine.read("boot.sh")).doesNotContain("hush-hush");
        }
    }
}
