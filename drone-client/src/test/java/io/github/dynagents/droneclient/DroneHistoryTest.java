package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.TOKEN;
import static io.github.dynagents.droneclient.Worlds.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobEnd;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroneHistoryTest {
    private final SmallDrone server = new SmallDrone();

    @AfterEach
    void close() {
        server.close();
    }

    private DroneHistory.Builder history() {
        return DroneHistory.builder("ci", server.http.address(), new Secret(TOKEN));
    }

    private static List<FinishedJob> all(DroneHistory.Builder builder) throws Failure {
        List<FinishedJob> jobs = new ArrayList<>();
        try (DroneHistory history = builder.build()) {
            while (!history.isOver()) {
                jobs.addAll(history.next());
            }
        }
        return jobs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"drone-1", "drone-2"})
    void whatARealServerRemembersIsToldWithAllThatItTells(String version) throws Failure {
        server.instead.put("GET /api/repos", Fixture.of("drone-2/repos-all"));
        server.instead.put("GET /api/repos/octo/hello/builds", Fixture.of(version + "/builds"));
        server.instead.put("GET /api/repos/octo/hello/builds/1", Fixture.of("drone-2/build-1"));
        server.instead.put("GET /api/repos/octo/hello/builds/2", Fixture.of("drone-2/build-7-cancelled"));

        List<FinishedJob> jobs = all(history());

        assertThat(jobs).extracting(job -> job.id().toString()).containsExactly("ci#1/7/12", "ci#1/1/1");
        assertThat(jobs).extracting(FinishedJob::end).containsExactly(JobEnd.KILLED, JobEnd.SUCCESS);
        FinishedJob first = jobs.getLast();
        assertThat(first.repo()).isEqualTo("1");
        assertThat(first.repoName()).isEqualTo("octo/hello");
        assertThat(first.pipeline()).isEqualTo("default");
        assertThat(first.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(first.created()).isEqualTo(Instant.ofEpochSecond(1700000000));
        assertThat(first.duration()).isEqualTo(Duration.ofSeconds(118));
        assertThat(server.http.asked)
                .as("builds that are not over are not asked for")
                .doesNotContain("GET /api/repos/octo/hello/builds/3", "GET /api/repos/octo/hello/builds/5");
    }

    @Test
    void aJobThatDependsOnOthersEntersTheQueueWhenTheLastOfThemHasStopped() throws Failure {
        server.build(1, "success");
        server.instead.put("GET /api/repos/octo/r1/builds/1", Fixture.json("""
                {"id": 1, "repo_id": 1, "number": 1, "status": "error", "stages": [
                  {"id": 1, "repo_id": 1, "build_id": 1, "name": "quick", "status": "success", "created": 100,
                   "started": 110, "stopped": 150},
                  {"id": 2, "repo_id": 1, "build_id": 1, "name": "slow", "status": "failure", "created": 100,
                   "started": 110, "stopped": 300, "os": "linux", "arch": "arm", "variant": "v7",
                   "labels": {"size": "xl"}},
                  {"id": 3, "repo_id": 1, "build_id": 1, "name": "deploy", "status": "error", "created": 100,
                   "started": 320, "stopped": 330, "depends_on": ["quick", "slow"]},
                  {"id": 4, "repo_id": 1, "build_id": 1, "name": "early", "status": "success", "created": 100,
                   "started": 140, "stopped": 145, "depends_on": ["quick"]},
                  {"id": 5, "repo_id": 1, "build_id": 1, "name": "never", "status": "skipped", "created": 100,
                   "started": 320, "stopped": 320}]}"""));

        List<FinishedJob> jobs = all(history());

        assertThat(jobs).extracting(FinishedJob::pipeline).containsExactly("quick", "slow", "deploy", "early");
        assertThat(jobs).extracting(job -> job.created().getEpochSecond()).containsExactly(100L, 100L, 300L, 140L);
        assertThat(jobs)
                .extracting(FinishedJob::end)
                .containsExactly(JobEnd.SUCCESS, JobEnd.FAILURE, JobEnd.ERROR, JobEnd.SUCCESS);
        assertThat(jobs.get(1).platform()).isEqualTo(new Platform("linux", "arm", "v7", ""));
        assertThat(jobs.get(1).labels().get("size")).contains("xl");
    }

    @Test
    void theNewestOfAllRepositoriesComeFirst() throws Failure {
        for (int i = 0; i < 3; i++) {
            server.build(1, "success");
            server.build(2, "failure");
        }

        List<FinishedJob> jobs = all(history());

        assertThat(jobs)
                .extracting(job -> job.repoName() + " " + job.created().getEpochSecond())
                .containsExactly(
                        "octo/r1 1003", "octo/r2 1003", "octo/r1 1002", "octo/r2 1002", "octo/r1 1001", "octo/r2 1001");
    }

    @Test
    void manyBuildsAreListedPageByPageUntilOnesThatAreTooOld() throws Failure {
        for (int i = 0; i < 450; i++) {
            server.build(1, "success");
        }

        List<FinishedJob> jobs = all(history().since(Instant.ofEpochSecond(1000 + 251)));

        assertThat(jobs).hasSize(200);
        assertThat(jobs.getLast().created()).isEqualTo(Instant.ofEpochSecond(1000 + 251));
        assertThat(server.http.asked)
                .contains("GET /api/repos/octo/r1/builds?page=3&per_page=100")
                .doesNotContain("GET /api/repos/octo/r1/builds?page=4&per_page=100");
    }

    @Test
    void buildsMadeWhileTheOthersAreListedShiftThePagesAndDoubleNothing() throws Failure {
        for (int i = 0; i < 250; i++) {
            server.build(1, "success");
        }
        List<FinishedJob> jobs = new ArrayList<>();
        try (DroneHistory history = history().build()) {
            for (int step = 0; step < 3; step++) {
                history.next();
                server.build(1, "success");
            }
            while (!history.isOver()) {
                jobs.addAll(history.next());
            }
            assertThat(history.found()).isEqualTo(history.read()).isEqualTo(jobs.size());
        }

        assertThat(jobs).extracting(FinishedJob::id).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(250);
    }

    @Test
    void namedRepositoriesAreAskedForByNameSoThatNoAdministratorIsNeeded() throws Failure {
        server.build(1, "success");
        server.build(2, "success");

        assertThat(all(history().repos(List.of("octo/r2"))))
                .extracting(FinishedJob::repoName)
                .containsExactly("octo/r2");
        assertThat(server.http.asked).doesNotContain("GET /api/repos?page=1&per_page=100");
    }

    @Test
    void aRepositoryThatIsNotThereIsNamed() {
        Failure failure = failureOf(() -> all(history().repos(List.of("octo/r7"))));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure).hasMessageContaining("there is no repository octo/r7");
        assertThatThrownBy(() -> history().repos(List.of("hello")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace/name");
    }

    @Test
    void aBuildThatWasRemovedMeanwhileRanNothing() throws Failure {
        server.build(1, "success");
        server.build(1, "success");
        try (DroneHistory history = history().build()) {
            history.next();
            history.next();
            server.remove(1, 2);

            assertThat(history.next()).isEmpty();
            assertThat(history.next()).hasSize(1);
            assertThat(history.isOver()).isTrue();
        }
    }

    @Test
    void aStepThatFailedIsTakenAgain() throws Failure {
        server.build(1, "success");
        try (DroneHistory history = history().build()) {
            for (String call :
                    List.of("GET /api/repos", "GET /api/repos/octo/r1/builds", "GET /api/repos/octo/r1/builds/1")) {
                server.instead.put(call, Fixture.of(500, "application/json", "{}"));
                assertThat(failureOf(history::next).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
                server.instead.clear();
                history.next();
            }

            assertThat(history.isOver()).isTrue();
            assertThat(history.read()).isEqualTo(1);
        }
    }

    @Test
    void aBuildThatTheServerFailsToShowCanBeLeftOutAndAListCannot() throws Failure {
        server.build(1, "success");
        server.build(1, "success");
        try (DroneHistory history = history().build()) {
            assertThat(history.skip()).isFalse();
            history.next();
            history.next();

            assertThat(history.skip()).isTrue();
            assertThat(history.next()).extracting(FinishedJob::created).containsExactly(Instant.ofEpochSecond(1001));
            assertThat(history.isOver()).isTrue();
            assertThat(history.skip()).isFalse();
        }
    }
}
