package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a real watchdog reads its mark over real HTTP, with each of the programs that can. */
@Execution(ExecutionMode.CONCURRENT)
class ChannelsTest {
    private static final List<String> TOOLS = List.of(
            "cat", "date", "env", "head", "mkdir", "mv", "printf", "rm", "setsid", "sh", "sleep", "sync", "true");
    private static final Duration LEASE = Duration.ofSeconds(4);

    @TempDir
    private Path directory;

    @AutoClose
    private Metadata service;

    @BeforeEach
    void aServiceListens() throws IOException {
        service = new Metadata();
        service.tag("1800000000-4-run");
    }

    /** A machine that has this program alone to fetch with. */
    private WatchedMachine machine(MarkChannel channel, String client) throws IOException {
        assumeTrue(Files.isExecutable(program(client)), client + " is missing: run .ci/install-test-tools");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String tool : Stream.concat(TOOLS.stream(), Stream.of(client)).toList()) {
            Path link = bin.resolve(tool);
            Files.writeString(link, "#!/bin/sh\nexec " + program(tool) + " \"$@\"\n");
            assertThat(link.toFile().setExecutable(true)).isTrue();
        }
        return new WatchedMachine(directory, WatchedMachine.FINISHING)
                .channel(channel)
                .ttl(LEASE)
                .env(Map.of("PATH", bin.toString()));
    }

    private static Path program(String name) {
        Path usual = Path.of("/usr/bin", name);
        return Files.isExecutable(usual) ? usual : Path.of("/bin", name);
    }

    private MarkChannel tag() {
        return MarkChannel.ec2Tag("dynagents-mark", service.url());
    }

    private MarkChannel lease() {
        return MarkChannel.leaseUrl(service.url().resolve("/lease?token=t0p-s3cr3t'&x=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aTagStartsDrainsAndRenews(String client) throws Exception {
        service.tag("1800000000-3600-run");
        try (WatchedMachine machine =
                machine(tag(), client).ttl(Duration.ofHours(1)).startUnmarked()) {
            machine.awaitEvents("start");
            service.tag("1800000001-3600-drain");
            machine.awaitStatus("state", "stopped");
            service.tag("1800000002-3600-run");
            machine.awaitEvents("start", "term", "end", "start");
            Eventually.until("its age tells the mark", () -> machine.read("age").contains("1800000002-3600"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aNoticeOfInterruptionDrainsAtOnceAndEndsIt(String client) throws Exception {
        service.tag("1800000000-3600-run");
        try (WatchedMachine machine =
                machine(tag(), client).ttl(Duration.ofHours(1)).startUnmarked()) {
            machine.awaitEvents("start");
            service.interrupt();
            machine.awaitEvents("start", "term", "end", "off");
            assertThat(machine.status("reason")).isEqualTo("its cloud takes it back");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aRebalanceRecommendationLetsTheAgentFinishAndEndsTheMachine(String client) throws Exception {
        service.tag("1800000000-3600-run");
        try (WatchedMachine machine =
                machine(tag().withRebalance(), client).ttl(Duration.ofHours(1)).startUnmarked()) {
            machine.awaitEvents("start");
            service.recommendRebalance();
            machine.awaitEvents("start", "term", "end", "off");
            assertThat(machine.status("reason")).isEqualTo("its cloud takes it back");
        }
    }

    @Test
    void aRebalanceRecommendationIsNothingToAMachineThatDoesNotHeedIt() throws Exception {
        service.tag("1800000000-3600-run");
        service.recommendRebalance();
        try (WatchedMachine machine =
                machine(tag(), "curl").ttl(Duration.ofHours(1)).startUnmarked()) {
            machine.awaitEvents("start");
            for (int renewal = 1; renewal < 5; renewal++) {
                String until = "180000000" + renewal + "-3600";
                service.tag(until + "-run");
                Eventually.until("it goes on", () -> machine.read("age").contains(until));
            }
            assertThat(machine.events()).containsExactly("start");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aMachineThatHeedsRebalancesStaysWithoutOneAndStillHeedsANotice(String client) throws Exception {
        service.tag("1800000000-3600-run");
        try (WatchedMachine machine =
                machine(tag().withRebalance(), client).ttl(Duration.ofHours(1)).startUnmarked()) {
            machine.awaitEvents("start");
            service.tag("1800000002-3600-run");
            Eventually.until("it goes on", () -> machine.read("age").contains("1800000002-3600"));
            assertThat(machine.events()).containsExactly("start");
            service.interrupt();
            machine.awaitEvents("start", "term", "end", "off");
        }
    }

    @Test
    void onlyTheMetadataOfEc2TellOfARebalance() {
        assertThatThrownBy(() -> lease().withRebalance()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tag().withNotice("false").withRebalance()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "curl, TOKENS_EXPIRE", "curl, GARBAGE", "curl, REDIRECTS", "curl, ENDLESS", "curl, HANGS", "curl, FAILS",
        "wget, TOKENS_EXPIRE", "wget, GARBAGE", "wget, REDIRECTS", "wget, ENDLESS", "wget, HANGS", "wget, FAILS",
    })
    void aServiceThatIsOutOfOrderIsAMarkThatDoesNotMove(String client, Metadata.Trouble trouble) throws Exception {
        try (WatchedMachine machine = machine(tag(), client).startUnmarked()) {
            machine.awaitEvents("start");
            service.trouble(trouble);
            service.tag("1800000001-3600-run");
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
            assertThat(machine.events()).containsExactly("start", "term", "end", "off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aServiceThatIsGoneIsAMarkThatDoesNotMove(String client) throws Exception {
        try (WatchedMachine machine = machine(tag(), client).startUnmarked()) {
            machine.awaitEvents("start");
            service.close();
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
        }
    }

    @ParameterizedTest
    @CsvSource({"curl, 200", "wget, 200", "curl, 203", "wget, 203", "curl, 302", "wget, 302", "curl, 404", "wget, 404"})
    void ofALeaseUrlOnlyA200IsAMark(String client, int status) throws Exception {
        service.lease(status);
        try (WatchedMachine machine = machine(lease(), client).startUnmarked()) {
            if (status == 200) {
                machine.awaitEvents("start");
            }
            machine.awaitEnd();
            assertThat(machine.events().contains("start")).isEqualTo(status == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void noProcessListShowsALeaseUrl(String client) throws Exception {
        service.trouble(Metadata.Trouble.HANGS);
        try (WatchedMachine machine = machine(lease(), client).startUnmarked()) {
            Eventually.until("it fetches", () -> lines(machine).stream().anyMatch(line -> line.contains(client)));
            for (int i = 0; i < 200; i++) {
                assertThat(lines(machine)).noneMatch(line -> line.contains("t0p-s3cr3t"));
            }
            assertThat(machine.read("log")).doesNotContain("t0p-s3cr3t");
        }
    }

    private static List<String> lines(WatchedMachine machine) {
        return machine.watchdog()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .toList();
    }

    @Test
    void aPodReadsItsAnnotation() throws Exception {
        Path file = directory.resolve("annotation");
        Files.writeString(file, "1800000000-3600-run"); // the downward API ends no line
        try (WatchedMachine machine = new WatchedMachine(directory, WatchedMachine.FINISHING)
                .channel(MarkChannel.podAnnotation(file))
                .startUnmarked()) {
            machine.awaitEvents("start");
            Files.writeString(file, "1800000000-3600-drain");
            machine.awaitStatus("state", "stopped");
        }
    }

    @Test
    void aTagThatMetadataCannotShowIsRefused() {
        for (String key : List.of("", "a b", "a/b", "..", "_index", "é")) {
            assertThatThrownBy(() -> MarkChannel.ec2Tag(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + key + "\"");
        }
    }

    @Test
    void whatIsNoUrlIsRefusedWithoutShowingIt() {
        for (String url : List.of("file:///hush", "hush", "ftp://host/hush", "http:hush")) {
            assertThatThrownBy(() -> MarkChannel.leaseUrl(URI.create(url)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("hush");
        }
    }
}
