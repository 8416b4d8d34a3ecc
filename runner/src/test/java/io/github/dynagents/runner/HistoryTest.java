package io.github.dynagents.runner;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.drone.DroneHttpServer;
import io.github.dynagents.testkit.drone.DroneStatus;
import io.github.dynagents.testkit.drone.PastStage;
import io.github.dynagents.testkit.drone.StageSpec;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.Trace;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, against a Drone server over HTTP. */
class HistoryTest {
    private static final String TOKEN = "admin-token-invented";
    private static final String HELLO = "octo/hello";

    @TempDir
    Path directory = Path.of("");

    private final DroneHttpServer server = DroneHttpServer.builder()
            .userToken(new Secret("plain-t0ken"))
            .longPoll(Duration.ofMillis(1))
            .start();
    private final Instant now = Instant.now().truncatedTo(SECONDS);
    private Shell shell = new Shell(directory);

    @BeforeEach
    void begin() {
        server.addRepo(HELLO);
        shell = new Shell(directory).with("DRONE_TOKEN", TOKEN);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Shell.Ran history(String... more) {
        return shell.run(
                Stream.concat(Stream.of("history", "--url", server.uri().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private void ran(String repo, int daysAgo, String pipeline, int waited, int seconds) {
        server.remember(
                repo,
                now.minus(Duration.ofDays(daysAgo)),
                PastStage.of(StageSpec.exec(pipeline), Duration.ofSeconds(waited), Duration.ofSeconds(seconds)));
    }

    private Workload trace(String name) throws IOException {
        return Trace.read(directory.resolve(name));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatHasRunBecomesATraceThatBeginsOnAMonday() throws IOException {
        ran(HELLO, 20, "lint, \"fast\"", 30, 60);
        Instant last = now.minus(Duration.ofDays(3));
        server.remember(
                HELLO,
                last,
                new PastStage(
                        StageSpec.exec("test")
                                .platform(Platform.of("windows", "arm64"))
                                .labels(Map.of("size", "xl")),
                        DroneStatus.KILLED,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(90)));

        Shell.Ran ran = history();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("history.csv.gz: 2 jobs of 1 repository in 18 days (")
                .endsWith("""
                        ), 1.5 hours of work
                        they waited 10s at the median, 10s at the 95th percentile
                        next: dynagents simulate history.csv.gz
                        """);
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        List<Arrival> arrivals = trace("history.csv.gz").arrivals();
        assertThat(arrivals).extracting(arrival -> arrival.work().repo()).containsExactly(HELLO, HELLO);
        assertThat(arrivals.getFirst().work().pipeline()).isEqualTo("lint, \"fast\"");
        assertThat(arrivals.getFirst().at()).isLessThan(Duration.ofDays(7));
        Arrival killed = arrivals.getLast();
        ZonedDateTime start = last.minus(killed.at()).atZone(ZoneOffset.UTC);
        assertThat(start.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(start.toLocalTime().toSecondOfDay()).isZero();
        assertThat(killed.work().platform()).isEqualTo(Platform.of("windows", "arm64"));
        assertThat(killed.work().labels()).isEqualTo(Labels.of(Map.of("size", "xl")));
        assertThat(killed.work().duration()).isEqualTo(Duration.ofMinutes(90));
        assertThat(killed.work().completes()).isFalse();
        assertThat(files()).containsExactly("history.csv.gz");
    }

    @Test
    void aConfigurationTellsTheServerAndNothingElseOfItIsLookedInto() throws IOException {
        ran(HELLO, 1, "test", 5, 60);
        shell.file("dynagents.yaml", """
                owner: ${NOT_SET}
                servers:
                  drone: {type: drone, url: "%s", token: "${DRONE_TOKEN}", rpc-secret: "${NOT_SET}"}
                  other: {type: drone, url: "http://localhost:1", token: x, rpc-secret: x}
                accounts: {a: {provider: nowhere}}
                """.formatted(server.uri()));

        Shell.Ran ran = shell.run("history", "--server", "drone", "--output", "mine.csv");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("next: dynagents simulate mine.csv");
        assertThat(directory.resolve("mine.csv"))
                .content()
                .startsWith("submitted,repo,pipeline,os,arch,labels,duration_s,status\n")
                .endsWith(",octo/hello,test,linux,amd64,,60,success\n");
        assertThat(shell.run("history").err()).contains("which server?", "[drone, other]");
        assertThat(shell.run("history", "--server", "dron").err()).contains("has no \"dron\", but [drone, other]");
    }

    @Test
    void withoutAConfigurationItTellsHowToDoWithoutOne() {
        Shell.Ran ran = shell.run("history");

        assertThat(ran.err()).contains("dynagents history --url", "DRONE_TOKEN", "there is no such file");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void olderBuildsAndOtherRepositoriesAreLeftOut() throws IOException {
        server.addRepo("octo/other");
        ran(HELLO, 90, "old", 5, 60);
        ran(HELLO, 9, "older", 5, 60);
        ran(HELLO, 1, "new", 5, 60);
        ran("octo/other", 1, "other", 5, 60);

        history("--since", "7d", "--repo", HELLO);

        assertThat(trace("history.csv.gz").arrivals())
                .extracting(arrival -> arrival.work().pipeline())
                .containsExactly("new");
        history();
        assertThat(trace("history.csv.gz").arrivals())
                .extracting(arrival -> arrival.work().pipeline())
                .containsExactly("older", "new", "other");
    }

    @Test
    void anonymousTracesTellNoName() throws IOException {
        server.addRepo("octo/secret");
        server.remember(
                "octo/secret",
                now.minus(Duration.ofDays(2)),
                PastStage.of(
                        StageSpec.exec("deploy-acme").labels(Map.of("customer", "acme")),
                        Duration.ZERO,
                        Duration.ofSeconds(9)));
        ran(HELLO, 1, "deploy-acme", 5, 60);
        ran("octo/secret", 0, "test", 5, 60);

        history("--anonymous", "--output", "shared.csv");

        assertThat(Files.readAllLines(directory.resolve("shared.csv")).stream()
                        .skip(1)
                        .map(line -> line.replaceFirst("^[0-9.]+", "T")))
                .containsExactly(
                        "T,repo-1,pipeline-1,linux,amd64,key-1=value-1,9,success",
                        "T,repo-2,pipeline-1,linux,amd64,,60,success",
                        "T,repo-1,pipeline-2,linux,amd64,,60,success");
    }

    @Test
    void aServerThatIsNotThereIsToldAtOnceAndNothingIsWritten() throws IOException {
        server.stopListening();

        Shell.Ran ran = history();

        assertThat(ran.err()).contains("cannot connect to 127.0.0.1").contains("nothing was written");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE.code());
        assertThat(files()).isEmpty();
    }

    @Test
    void aWrongTokenIsToldWithoutShowingIt() throws IOException {
        shell.with("MINE", "not-the-t0ken");

        Shell.Ran ran = history("--token-env", "MINE");

        assertThat(ran.err()).contains("the token was refused").doesNotContain("not-the-t0ken");
        assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE.code());
        assertThat(files()).isEmpty();
    }

    @Test
    void whoIsNoAdministratorReadsRepositoriesByName() throws IOException {
        ran(HELLO, 1, "test", 5, 60);
        shell.with("DRONE_TOKEN", "plain-t0ken");

        assertThat(history().err())
                .contains("not an administrator's", "single repositories, by name, any user may read");
        assertThat(history("--repo", HELLO).code()).isEqualTo(ExitCode.OK.code());
        assertThat(trace("history.csv.gz").arrivals()).hasSize(1);
    }

    @Test
    void anEmptyHistoryIsToldSo() throws IOException {
        ran(HELLO, 90, "old", 5, 60);

        Shell.Ran ran = history();

        assertThat(ran.err()).isEqualTo("dynagents: no job has finished within --since 60d; nothing was written\n");
        assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE.code());
        assertThat(files()).isEmpty();
    }

    @Test
    void whenTheServerFailsHalfWayTheNewestPartIsKeptUnderAnotherName() throws IOException {
        Files.writeString(directory.resolve("history.csv.gz"), "of an earlier day");
        for (int day = 9; day > 0; day--) {
            ran(HELLO, day, "day-" + day, 5, 60);
        }
        server.answer("/api/repos/octo/hello/builds/6", 401, "application/json", "{\"message\":\"Unauthorized\"}");

        Shell.Ran ran = history();

        assertThat(ran.err())
                .startsWith("dynagents: stopped after 3 of 9 builds: GET ")
                .endsWith("dynagents: what was read, the newest part, goes to history.partial.csv.gz\n");
        assertThat(ran.out()).startsWith("history.partial.csv.gz: 3 jobs");
        assertThat(ran.code()).isEqualTo(ExitCode.OUTSIDE.code());
        assertThat(trace("history.partial.csv.gz").arrivals())
                .extracting(arrival -> arrival.work().pipeline())
                .containsExactly("day-3", "day-2", "day-1");
        assertThat(directory.resolve("history.csv.gz")).hasContent("of an earlier day");
    }

    @Test
    void aBuildThatTheServerCannotShowIsLeftOutAndTold() throws IOException {
        ran(HELLO, 3, "a", 5, 60);
        ran(HELLO, 2, "b", 5, 60);
        ran(HELLO, 1, "c", 5, 60);
        server.answer("/api/repos/octo/hello/builds/2", 400, "application/json", "{\"message\":\"bad row\"}");

        Shell.Ran ran = history();

        assertThat(ran.err()).isEqualTo("dynagents: 1 build(s) are left out: the server failed to show them\n");
        assertThat(ran.code()).isEqualTo(ExitCode.OK.code());
        assertThat(trace("history.csv.gz").arrivals()).hasSize(2);
    }

    @Test
    void tenThousandBuildsAreReadPageByPage() throws IOException {
        for (int build = 0; build < 10_000; build++) {
            server.remember(
                    HELLO,
                    now.minusSeconds(400L * (10_000 - build)),
                    PastStage.of(StageSpec.exec("test"), Duration.ofSeconds(5), Duration.ofSeconds(36)));
        }

        Shell.Ran ran = history();

        assertThat(ran.out())
                .startsWith("history.csv.gz: 10,000 jobs of 1 repository in ")
                .contains("100.0 hours of work");
        assertThat(trace("history.csv.gz").arrivals()).hasSize(10_000);
        assertThat(server.requests("GET", "/api/repos/octo/hello/builds")).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --since 7         | --since: expected a duration
            --since -1d       | --since: expected a duration
            --repo hello      | not a repository (namespace/name): "hello"
            --output a/b.csv  | --output: cannot write "a/b.csv"
            --output .        | --output: cannot write "."
            --server drone    | with --url none is read
            --token-env NONE  | the environment variable NONE is not set
            """)
    void wrongOptionsAreToldBeforeAnythingIsAsked(String options, String message) {
        Shell.Ran ran = history(options.split(" +"));

        assertThat(ran.err()).contains(message);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(server.requests("GET", "/api/repos")).isZero();
    }

    @Test
    void aTokensVariableWithoutAnAddressIsAMistake() {
        assertThat(shell.run("history", "--token-env", "X").err()).contains("--token-env goes with --url");
    }
}
