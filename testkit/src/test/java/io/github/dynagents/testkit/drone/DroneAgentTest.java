package io.github.dynagents.testkit.drone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a real process against the server. */
class DroneAgentTest {
    private static final String REPO = "octo/hello";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final DroneHttpServer server = DroneHttpServer.builder().start();

    @TempDir
    private Path directory;

    @BeforeEach
    void addRepo() {
        server.addRepo(REPO);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ChildProcess agent(String name, String labels) throws Exception {
        return ChildProcess.start(
                DroneAgentMain.class,
                Map.of(
                        "DRONE_RPC_PROTO",
                        "http",
                        "DRONE_RPC_HOST",
                        server.uri().getAuthority(),
                        "DRONE_RPC_SECRET",
                        server.rpcSecret().reveal(),
                        "DRONE_RUNNER_NAME",
                        name,
                        "DRONE_RUNNER_CAPACITY",
                        "1",
                        "DRONE_RUNNER_LABELS",
                        labels,
                        "DRONE_PLATFORM_OS",
                        "linux",
                        "DRONE_PLATFORM_ARCH",
                        "amd64"));
    }

    /** A step that goes on until the test lets it. */
    private StepSpec untilReleased() {
        return StepSpec.run("work", "while [ ! -e '" + directory.resolve("go") + "' ]; do sleep 0.1; done");
    }

    private void release() throws Exception {
        Files.createFile(directory.resolve("go"));
    }

    private DroneBuild await(long number, DroneStatus status) throws InterruptedException {
        return server.awaitBuild(REPO, number, build -> build.status() == status, DEADLINE);
    }

    @Test
    void itRunsABuildToItsEndAndReportsEachStep() throws Exception {
        try (ChildProcess agent = agent("runner-a", "")) {
            agent.awaitLine("polling");
            server.enqueue(
                    REPO,
                    BuildSpec.push(
                                    StageSpec.exec(
                                            "default",
                                            StepSpec.run("say", "echo \"it is $WORD\""),
                                            StepSpec.run("end", "true")),
                                    StageSpec.exec(
                                                    "after",
                                                    StepSpec.run("fail", "exit 3", "true"),
                                                    StepSpec.run("not", "true"))
                                            .dependsOn("default"))
                            .params(Map.of("WORD", "well")));
            DroneBuild build = await(1, DroneStatus.FAILURE);
            DroneStage first = build.stages().getFirst();
            assertThat(first.status()).isEqualTo(DroneStatus.SUCCESS);
            assertThat(first.machine()).contains("runner-a");
            assertThat(first.steps().getFirst().log()).isEqualTo("it is well\n");
            DroneStage second = build.stages().getLast();
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.steps().stream().map(DroneStep::status))
                    .containsExactly(DroneStatus.FAILURE, DroneStatus.SKIPPED);
        }
    }

    @Test
    void toldToEndItFinishesItsStageTakesNoOtherAndExitsWithOne() throws Exception {
        try (ChildProcess agent = agent("runner-a", "")) {
            server.enqueue(REPO, StageSpec.exec("default", untilReleased()));
            agent.awaitLine("step work: pid");
            server.enqueue(REPO, StageSpec.exec("default"));
            agent.terminate();
            agent.awaitLine("draining, 1 stages");
            release();
            await(1, DroneStatus.SUCCESS);
            assertThat(agent.awaitExit()).isEqualTo(1);
            assertThat(server.build(REPO, 2).stages().getFirst().machine()).isEmpty();
        }
    }

    @Test
    void toldTwiceItDiesAndItsStageStaysRunningInItsName() throws Exception {
        try (ChildProcess agent = agent("runner-a", "")) {
            server.enqueue(REPO, StageSpec.exec("default", untilReleased()));
            agent.awaitLine("step work: pid");
            agent.terminate();
            agent.awaitLine("draining, 1 stages");
            agent.terminate();
            assertThat(agent.awaitExit()).isEqualTo(143);
            DroneStage stage = server.build(REPO, 1).stages().getFirst();
            assertThat(stage.status()).isEqualTo(DroneStatus.RUNNING);
            assertThat(stage.machine()).contains("runner-a");
        }
    }

    @Test
    void toldToEndWhileItWaitsItEndsAtOnceWithOne() throws Exception {
        try (ChildProcess agent = agent("runner-a", "")) {
            agent.awaitLine("polling");
            agent.terminate();
            assertThat(agent.awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void itKillsWhatIsCancelledAndGoesOnWithTheNext() throws Exception {
        try (ChildProcess agent = agent("runner-a", "")) {
            server.enqueue(REPO, StageSpec.exec("default", untilReleased()));
            agent.awaitLine("step work: pid");
            Http.to(server).asAdmin(server, "DELETE", "/api/repos/octo/hello/builds/1");
            agent.awaitLine("stage 1: cancelled");
            server.enqueue(REPO, StageSpec.exec("default", StepSpec.run("work", "true")));
            await(2, DroneStatus.SUCCESS);
            assertThat(server.build(REPO, 1).status()).isEqualTo(DroneStatus.KILLED);
        }
    }

    @Test
    void itOutlivesAServerThatIsAwayForAWhile() throws Exception {
        try (ChildProcess agent = agent("runner-a", "size:big,gpu:no")) {
            server.enqueue(REPO, StageSpec.exec("default", untilReleased()).labels(Map.of("size", "big", "gpu", "no")));
            agent.awaitLine("step work: pid");
            server.stopListening();
            release();
            agent.awaitLine("trying again");
            server.listenAgain();
            await(1, DroneStatus.SUCCESS);
        }
    }

    @Test
    void withAWrongSecretItSaysSoAndKeepsTrying() throws Exception {
        Map<String, String> environment = Map.of(
                "DRONE_RPC_HOST", server.uri().getAuthority(), "DRONE_RPC_SECRET", "wrong", "DRONE_RUNNER_NAME", "x");
        try (ChildProcess agent = ChildProcess.start(DroneAgentMain.class, environment)) {
            agent.awaitLine("Unauthorized");
        }
    }

    @Test
    void theServerProcessTakesWorkFromOtherProcesses() throws Exception {
        try (ChildProcess drone = ChildProcess.start(
                DroneServerMain.class, Map.of(), "--port=0", "--token=t0ken", "--rpc-secret=s", "--repo=octo/hello")) {
            String line = drone.awaitLine("listens on ");
            URI uri = URI.create(line.substring(line.indexOf("http://")));
            Http http = new Http(uri, HttpClient.newHttpClient());
            List<String> admin = List.of("Authorization", "Bearer t0ken");
            String body = "{\"repo\":\"octo/new\",\"stages\":[{\"name\":\"a\",\"labels\":{\"x\":\"y\"},"
                    + "\"steps\":[{\"name\":\"s\",\"commands\":[\"true\"]}]}]}";
            assertThat(http.send("POST", "/testkit/builds", body, List.of()).statusCode())
                    .isEqualTo(401);
            assertThat(http.send("POST", "/testkit/builds", "{}", admin).statusCode())
                    .isEqualTo(400);
            assertThat(http.send("POST", "/testkit/builds", body, admin).body()).isEqualTo("{\"number\":1}\n");
            assertThat(http.send("GET", "/api/queue", "", admin).body())
                    .contains("\"name\":\"a\"", "\"labels\":{\"x\":\"y\"}");
            HandRunner runner = new HandRunner(http, "s", "m");
            assertThat(runner.poll(HandRunner.labelled(Map.of("x", "y")))).isEqualTo(1);
        }
    }

    @Test
    void secretsAreNotPrinted() {
        AgentSettings settings = AgentSettings.of(
                Map.of("DRONE_RPC_HOST", "127.0.0.1:1", "DRONE_RPC_SECRET", "very-secret", "DRONE_RUNNER_NAME", "x"));
        assertThat(settings.secret()).isEqualTo(new Secret("very-secret"));
        assertThat(settings.toString()).doesNotContain("very-secret");
    }
}
