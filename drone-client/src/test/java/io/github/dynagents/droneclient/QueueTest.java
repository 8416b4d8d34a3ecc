package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueTest {
    private static final DroneAgents GPU = DroneAgents.builder("gpu", new Platform("linux", "arm64", "v8", ""))
            .labels(Labels.of(Map.of("pool", "gpu", "size", "large")))
            .build();
    private static final DroneAgents WINDOWS = DroneAgents.builder(
                    "windows", new Platform("windows", "amd64", "", "1809"))
            .build();
    private static final DroneAgents SSH = DroneAgents.builder("ssh", new Platform("", "", "", ""))
            .type("ssh")
            .image("drone/drone-runner-ssh")
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"drone-1/queue", "drone-2/queue"})
    void theQueueOfARealServerIsReadAsItBehaves(String fixture) throws Failure {
        List<Job> jobs = read(Fixture.of(fixture)).jobs();

        assertThat(jobs)
                .extracting(Job::id)
                .extracting(JobId::toString)
                .containsExactly("ci#1/3/3", "ci#1/4/5", "ci#1/4/6", "ci#1/4/7", "ci#1/4/8", "ci#1/4/9");
        assertThat(jobs)
                .extracting(Job::state)
                .containsExactly(
                        JobState.RUNNING,
                        JobState.PENDING,
                        JobState.HELD,
                        JobState.PENDING,
                        JobState.PENDING,
                        JobState.ASSIGNED);
        assertThat(jobs)
                .extracting(Job::servedBy)
                .containsExactly(
                        List.of("linux"),
                        List.of("linux"),
                        List.of("gpu"),
                        List.of("windows"),
                        List.of("ssh"),
                        List.of("linux"));
        assertThat(jobs)
                .extracting(Job::agent)
                .containsExactly(
                        Optional.of("agent-aaaa1111"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("agent-bbbb2222"));
        assertThat(jobs).extracting(Job::repo).containsOnly("1");
        assertThat(jobs.get(2).pipeline()).isEqualTo("arm64-labelled");
        assertThat(jobs.get(2).platform()).isEqualTo(new Platform("linux", "arm64", "v8", ""));
        assertThat(jobs.get(2).labels()).isEqualTo(Labels.of(Map.of("pool", "gpu", "size", "large")));
    }

    @Test
    void timesAreTheServersInSeconds() throws Failure {
        Job running = read(Fixture.of("drone-2/queue")).jobs().getFirst();

        assertThat(running.created()).isEqualTo(Instant.ofEpochSecond(1795475057));
        assertThat(running.started()).contains(Instant.ofEpochSecond(1795475069));
    }

    @Test
    void aStageOfADeadRunnerIsStillShownWithItsMachine() throws Failure {
        Job orphan = read(Fixture.of("drone-2/queue-orphaned-stage")).jobs().getLast();

        assertThat(orphan.state()).isEqualTo(JobState.RUNNING);
        assertThat(orphan.agent()).contains("agent-exec0002");
    }

    @Test
    void anEmptyQueueIsEmpty() throws Failure {
        assertThat(read(Fixture.of("drone-2/queue-empty")).jobs()).isEmpty();
    }

    @Test
    void theSameBytesAreTheSameReference() throws Failure {
        AtomicReference<Fixture> answer = new AtomicReference<>(Fixture.of("drone-2/queue"));
        try (Loopback server = new Loopback((what, exchange) -> answer.get());
                DroneServer drone = drone(server.address(), AMD64).build()) {
            CiQueue first = drone.queue();
            assertThat(drone.queue()).isSameAs(first);

            answer.set(Fixture.of("drone-2/queue-empty"));
            assertThat(drone.queue()).isNotSameAs(first);
            answer.set(Fixture.of("drone-2/queue"));
            assertThat(drone.queue().jobs()).isEqualTo(first.jobs());
        }
    }

    @Test
    void anUnknownStatusIsShownButNotWorthAMachine() throws Failure {
        List<Job> jobs = read(Fixture.json(
                        "[" + stage(1, "on_the_moon", "") + "," + stage(2, "on_the_moon", "\"machine\":\"m\",") + ","
                                + stage(3, "waiting_on_dependencies", "") + "," + stage(4, "success", "") + "]"))
                .jobs();

        assertThat(jobs).extracting(Job::state).containsExactly(JobState.HELD, JobState.ASSIGNED, JobState.HELD);
    }

    @Test
    void jobsComeInTheOrderInWhichTheyAreHandedOut() throws Failure {
        List<Job> jobs = read(Fixture.json("[" + stage(20, "pending", "") + "," + stage(3, "pending", "") + "]"))
                .jobs();

        assertThat(jobs).extracting(job -> job.id().value()).containsExactly("1/1/3", "1/1/20");
    }

    @Test
    void fieldsOfTomorrowArePassedOver() throws Failure {
        assertThat(read(Fixture.json("[" + stage(1, "pending", "\"colour\":{\"a\":[1,null]},") + "]"))
                        .jobs())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "repo_id", "build_id", "name", "status", "created"})
    void aMissingFieldIsNamedByItsPath(String field) {
        String whole = stage(1, "pending", "");
        String without = stage(2, "pending", "")
                .replaceAll("\"" + field + "\":[^,}]*,?", "")
                .replace(",}", "}");

        Failure failure = Worlds.failureOf(() -> read(Fixture.json("[" + whole + "," + without + "]")));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.BROKEN);
        assertThat(failure)
                .hasMessageContaining("/api/queue")
                .hasMessageContaining("lacks a required value at path $[1]." + field + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[null]", "[[]]", "\"\"", "[] []", "", "[{\"id\":\"x\"}]", "[{\"id\":1,"})
    void whatIsNoQueueIsNeverEmpty(String body) {
        Failure failure = Worlds.failureOf(() -> read(Fixture.json(body)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.BROKEN);
        assertThat(failure).hasMessageContaining("/api/queue").hasMessageContaining("path $");
    }

    @Test
    void aHundredThousandJobsAreReadAndAskedForLessOften() throws Failure {
        StringBuilder body = new StringBuilder("[");
        for (int i = 1; i <= 100_000; i++) {
            body.append(i == 1 ? "" : ",").append(stage(i, i <= 1000 ? "running" : "pending", PADDING));
        }
        Fixture huge = Fixture.json(body.append("]").toString());
        try (Loopback server = Loopback.always(huge);
                DroneServer drone = drone(server.address(), AMD64).build()) {
            assertThat(drone.nextQueueIn()).isEqualTo(Duration.ofSeconds(5));

            CiQueue queue = drone.queue();

            assertThat(huge.body().size()).isGreaterThan(30_000_000);
            assertThat(queue.jobs()).hasSize(100_000);
            assertThat(queue.jobs().getLast().servedBy()).containsExactly("linux");
            assertThat(drone.queue()).isSameAs(queue);
            assertThat(drone.nextQueueIn())
                    .isEqualTo(Duration.ofSeconds(huge.body().size() >> 20));
        }
    }

    private static final String PADDING = "\"errignore\":false,\"exit_code\":0,\"stopped\":0,\"updated\":1795475097,"
            + "\"version\":1,\"on_success\":true,\"on_failure\":false,\"depends_on\":[\"build-and-test-everything\"],";

    private static String stage(long id, String status, String more) {
        return "{\"id\":" + id + ",\"repo_id\":1,\"build_id\":1,\"number\":1," + more
                + "\"name\":\"default\",\"kind\":\"pipeline\",\"type\":\"docker\",\"status\":\"" + status
                + "\",\"os\":\"linux\",\"arch\":\"amd64\",\"started\":0,\"created\":1795475097}";
    }

    private static CiQueue read(Fixture answer) throws Failure {
        try (Loopback server = Loopback.always(answer);
                DroneServer drone =
                        drone(server.address(), AMD64, GPU, WINDOWS, SSH).build()) {
            CiQueue queue = drone.queue();
            assertThat(server.asked).containsExactly("GET /api/queue");
            assertThat(server.tokens).containsExactly("Bearer " + Worlds.TOKEN);
            return queue;
        }
    }

    @Test
    void theServersClockIsToldByItsLastAnswer() throws Failure {
        Duration behind = Duration.ofHours(6);
        try (Loopback server = Loopback.always(Fixture.of(200, "application/json", "[]"));
                DroneServer drone = drone(server.address(), AMD64)
                        .clock(InstantSource.offset(InstantSource.system(), behind.negated()))
                        .build()) {
            assertThat(drone.clockAhead()).isEmpty();
            drone.queue();
            assertThat(drone.clockAhead().orElseThrow().toHours()).isBetween(5L, 6L);
        }
    }
}
