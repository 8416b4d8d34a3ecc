package io.github.dynagents.testkit.drone;

import static io.github.dynagents.testkit.drone.StageSpec.exec;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runners get, and what becomes of what they report. */
class RunnerProtocolTest {
    private static final String REPO = "octo/hello";
    private static final Duration SHORT = Duration.ofMillis(50);

    private final DroneHttpServer server =
            DroneHttpServer.builder().longPoll(SHORT).start();
    private final HandRunner runner = HandRunner.of(server, "runner-a");
    private final HandRunner other = HandRunner.of(server, "runner-b");

    @BeforeEach
    void addRepo() {
        server.addRepo(REPO);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunnerWithAnotherSecretIsSentAway() throws Exception {
        HandRunner stranger = new HandRunner(Http.to(server), "wrong", "x");
        assertThat(stranger.send("POST", "/ping", "").statusCode()).isEqualTo(401);
        assertThat(stranger.send("POST", "/stage", "{}").statusCode()).isEqualTo(401);
        assertThat(runner.send("POST", "/ping", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRunnerWaitsAndIsSentAwayEmptyAfterTheLongPoll() throws Exception {
        assertThat(runner.send("POST", "/stage", HandRunner.exec().json().toString())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aWaitingRunnerIsToldOfANewBuild() throws Exception {
        try (DroneHttpServer patient = DroneHttpServer.builder().start()) {
            patient.addRepo(REPO);
            HandRunner waiting = HandRunner.of(patient, "runner-a");
            CompletableFuture<Long> stage = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    stage.complete(waiting.poll(HandRunner.exec()));
                } catch (Exception e) {
                    stage.completeExceptionally(e);
                }
            });
            while (patient.requests("POST", "/rpc/v2/stage") == 0) {
                Thread.onSpinWait();
            }
            patient.enqueue(REPO, exec("default"));
            assertThat(stage.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aStageIsGivenToTwoButOnlyOneMayKeepIt() throws Exception {
        server.enqueue(REPO, exec("default"));
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(1);
        assertThat(other.poll(HandRunner.exec())).isEqualTo(1);
        assertThat(runner.accept(1)).isEqualTo(200);
        assertThat(other.accept(1)).isEqualTo(409);
        assertThat(other.poll(HandRunner.exec())).isZero();
        DroneStage stage = server.build(REPO, 1).stages().getFirst();
        assertThat(stage.machine()).contains("runner-a");
        assertThat(stage.status()).isEqualTo(DroneStatus.PENDING);
    }

    @Test
    void kindAndTypeMustBeEqualAndAnEmptyTypeMeansDocker() throws Exception {
        server.enqueue(REPO, exec("default").type(""));
        assertThat(runner.poll(HandRunner.exec())).isZero();
        assertThat(runner.poll(new RunnerFilter("", "", "linux", "amd64", "", "", Map.of())))
                .isEqualTo(1);
        assertThat(runner.poll(new RunnerFilter("pipeline", "docker", "linux", "amd64", "", "", Map.of())))
                .isEqualTo(1);
    }

    @Test
    void aRunnerOfAnotherPlatformGetsNothingAndOneWithoutPlatformGetsAll() throws Exception {
        server.enqueue(REPO, exec("default").platform(Platform.of("linux", "arm64")));
        assertThat(runner.poll(HandRunner.exec())).isZero();
        assertThat(runner.poll(new RunnerFilter("pipeline", "exec", "linux", "arm64", "v8", "", Map.of())))
                .isEqualTo(1);
        assertThat(runner.poll(new RunnerFilter("pipeline", "exec", "", "", "", "", Map.of())))
                .isEqualTo(1);
    }

    @Test
    void variantAndKernelCountOnlyIfTheStageNamesThem() throws Exception {
        server.enqueue(REPO, exec("default").platform(new Platform("windows", "amd64", "", "1809")));
        assertThat(runner.poll(new RunnerFilter("pipeline", "exec", "windows", "amd64", "", "1803", Map.of())))
                .isZero();
        assertThat(runner.poll(new RunnerFilter("pipeline", "exec", "windows", "amd64", "v1", "1809", Map.of())))
                .isEqualTo(1);
    }

    @Test
    void labelsMustBeEqualBothWays() throws Exception {
        server.enqueue(REPO, exec("default").labels(Map.of("size", "big")));
        assertThat(runner.poll(HandRunner.exec())).isZero();
        assertThat(runner.poll(HandRunner.labelled(Map.of("size", "big", "gpu", "yes"))))
                .isZero();
        assertThat(runner.poll(HandRunner.labelled(Map.of("size", "big")))).isEqualTo(1);
        server.enqueue(REPO, exec("plain"));
        runner.runThrough(1);
        assertThat(runner.poll(HandRunner.labelled(Map.of("size", "big")))).isZero();
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(2);
    }

    @Test
    void aLimitHoldsStagesOfTheSameNameBackThoughTheyShowAsPending() throws Exception {
        server.enqueue(REPO, exec("deploy").limit(1));
        server.enqueue(REPO, exec("deploy").limit(1));
        server.enqueue(REPO, exec("other").limit(1));
        runner.begin(1);
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(3);
        assertThat(server.build(REPO, 2).stages().getFirst().status()).isEqualTo(DroneStatus.PENDING);
        http(server, "DELETE", "/api/repos/octo/hello/builds/1");
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(2);
    }

    @Test
    void aThrottleHoldsBackWhateverIsYoungerInItsRepository() throws Exception {
        server.addRepo("octo/other");
        server.enqueue(REPO, exec("one"));
        server.enqueue(REPO, exec("two").throttle(1));
        server.enqueue("octo/other", exec("two").throttle(1));
        runner.begin(1);
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(3);
    }

    @Test
    void aPausedQueueGivesNothingUntilItIsResumed() throws Exception {
        server.enqueue(REPO, exec("default"));
        http(server, "DELETE", "/api/queue");
        assertThat(runner.poll(HandRunner.exec())).isZero();
        http(server, "POST", "/api/queue");
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(1);
    }

    @Test
    void aBlockedBuildIsGivenToNobody() throws Exception {
        server.enqueue(REPO, BuildSpec.push(exec("default")).awaitingApproval());
        assertThat(runner.poll(HandRunner.exec())).isZero();
    }

    @Test
    void aDependantStageWaitsForItsParentsAndIsSkippedIfOneFails() throws Exception {
        StageSpec[] stages = {
            exec("build"),
            exec("deploy").dependsOn("build"),
            exec("tidy").dependsOn("build").runsOn(true, true)
        };
        server.enqueue(REPO, stages);
        server.enqueue(REPO, stages);
        runner.runThrough(1);
        assertThat(runner.poll(HandRunner.exec())).isEqualTo(2);
        runner.runThrough(2);
        runner.runThrough(3);
        assertThat(server.build(REPO, 1).status()).isEqualTo(DroneStatus.SUCCESS);
        runner.runTo("failure", 4);
        assertThat(server.build(REPO, 2).stages().stream().map(DroneStage::status))
                .containsExactly(DroneStatus.FAILURE, DroneStatus.SKIPPED, DroneStatus.PENDING);
        runner.runThrough(6);
        assertThat(server.build(REPO, 2).status()).isEqualTo(DroneStatus.FAILURE);
    }

    @Test
    void aReportAboutACancelledBuildComesTooLate() throws Exception {
        server.enqueue(REPO, exec("default"));
        JsonObject stage = runner.begin(1, "work");
        http(server, "DELETE", "/api/repos/octo/hello/builds/1");
        assertThat(runner.end(stage, "success").statusCode()).isEqualTo(409);
        DroneBuild build = server.build(REPO, 1);
        assertThat(build.status()).isEqualTo(DroneStatus.KILLED);
        assertThat(build.stages().getFirst().status()).isEqualTo(DroneStatus.KILLED);
        assertThat(build.stages().getFirst().steps().getFirst().exitCode()).isEqualTo(130);
    }

    @Test
    void whoWatchesABuildLearnsOfItsCancellation() throws Exception {
        server.enqueue(REPO, exec("default"));
        assertThat(runner.send("POST", "/build/1/watch", "").statusCode()).isEqualTo(204);
        http(server, "DELETE", "/api/repos/octo/hello/builds/1");
        assertThat(runner.send("POST", "/build/1/watch", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRestartMayRunBesideTheOldBuildAndTheOldParametersWin() throws Exception {
        server.enqueue(REPO, BuildSpec.push(exec("default")).params(Map.of("A", "old")));
        runner.begin(1);
        JsonObject build = JsonObject.parse(http(server, "POST", "/api/repos/octo/hello/builds/1?A=new&B=b"));
        assertThat(build.number("number")).isEqualTo(2);
        assertThat(build.texts("params")).isEqualTo(Map.of("A", "old", "B", "b"));
        assertThat(server.build(REPO, 1).status()).isEqualTo(DroneStatus.RUNNING);
        assertThat(server.build(REPO, 2).trigger()).isEqualTo("admin");
    }

    @Test
    void aRestartWithNothingToBuildIsAnsweredWithNull() throws Exception {
        server.enqueue(REPO, exec("default"));
        server.pipeline(REPO);
        assertThat(http(server, "POST", "/api/repos/octo/hello/builds/1")).isEqualTo("null\n");
        assertThat(server.builds(REPO)).hasSize(1);
    }

    @Test
    void aPageHas25BuildsUnlessAskedForUpTo100() throws Exception {
        for (int i = 0; i < 30; i++) {
            server.enqueue(REPO, exec("default"));
        }
        assertThat(numbers("")).hasSize(25).startsWith(30L).endsWith(6L);
        assertThat(numbers("?per_page=101")).hasSize(25);
        assertThat(numbers("?per_page=0")).hasSize(25);
        assertThat(numbers("?per_page=100")).hasSize(30);
        assertThat(numbers("?page=2&per_page=28")).containsExactly(2L, 1L);
    }

    private List<Long> numbers(String query) throws Exception {
        return JsonObject.objects(JsonObject.read(http(server, "GET", "/api/repos/octo/hello/builds" + query))).stream()
                .map(build -> build.number("number"))
                .toList();
    }

    private static String http(DroneHttpServer server, String method, String path) throws Exception {
        return Http.to(server).asAdmin(server, method, path).body();
    }
}
