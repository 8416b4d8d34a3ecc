package io.github.dynagents.droneclient;

import static io.github.dynagents.droneclient.Worlds.AMD64;
import static io.github.dynagents.droneclient.Worlds.drone;
import static io.github.dynagents.droneclient.Worlds.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Effect;
import io.github.dynagents.core.spi.Failure.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartTest {
    private final SmallDrone server = new SmallDrone();
    private final DroneServer drone = drone(server.http.address(), AMD64).build();

    @AfterEach
    void close() {
        drone.close();
        server.close();
    }

    @Test
    void aLostBuildIsCancelledAndRunAgainWithAMark() throws Failure {
        long lost = server.build(1, "running");

        drone.restart(job(1, lost));

        assertThat(server.statuses(1)).containsExactly("killed", "pending");
        assertThat(server.get(1, 2).params()).isEqualTo(Map.of("DYNAGENTS_RESTARTED", "1"));
    }

    @Test
    void askedTwiceItIsRestartedOnce() throws Failure {
        long lost = server.build(1, "running");
        JobId job = job(1, lost);

        drone.restart(job);
        drone.restart(job);

        assertThat(server.statuses(1)).containsExactly("killed", "pending");
    }

    @Test
    void aRestartIsFoundBehindHundredsOfNewerBuilds() throws Failure {
        JobId job = job(1, server.build(1, "running"));
        drone.restart(job);
        for (int i = 0; i < 250; i++) {
            server.build(1, "success");
        }

        drone.restart(job);

        assertThat(server.statuses(1)).hasSize(252);
    }

    @Test
    void aRestartedBuildIsNotRestartedAgainButDoesNotHangEither() throws Failure {
        drone.restart(job(1, server.build(1, "running")));
        server.status(1, 2, "running");

        Failure failure = failureOf(() -> drone.restart(job(1, 2)));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID);
        assertThat(failure).hasMessageContaining("octo/r1#2 was itself the restart of build 1");
        assertThat(server.statuses(1)).containsExactly("killed", "killed");
    }

    @Test
    void aRestartThatBrokeOffHalfwayIsCompleted() throws Failure {
        JobId job = job(1, server.build(1, "running"));
        String call = "POST /api/repos/octo/r1/builds/1";
        server.instead.put(call, Fixture.of(500, "application/json", "{\"message\":\"forge is away\"}"));
        Failure failure = failureOf(() -> drone.restart(job));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure).hasMessageContaining("cancelled").hasMessageContaining("forge is away");
        server.instead.clear();

        drone.restart(job);

        assertThat(server.statuses(1)).containsExactly("killed", "pending");
    }

    @Test
    void aJobThatEndedByItselfIsLeftAlone() throws Failure {
        long done = server.build(1, "success");

        drone.restart(job(1, done));

        assertThat(server.statuses(1)).containsExactly("success");
    }

    @Test
    void anOldBuildIsFoundAlthoughFiftyNewerOnesRun() throws Failure {
        JobId job = job(1, server.build(1, "running"));
        for (int i = 0; i < 60; i++) {
            server.build(2, "running");
        }

        drone.restart(job);

        assertThat(server.statuses(1)).containsExactly("killed", "pending");
    }

    @Test
    void aBuildThatIsGoneIsSaidSo() {
        server.build(1, "success");

        assertThat(failureOf(() -> drone.restart(new JobId("ci", "1/77/78")))).hasMessageContaining("no such build");
        assertThat(failureOf(() -> drone.restart(new JobId("ci", "9/77/78")))).hasMessageContaining("no such build");
    }

    @Test
    void anotherServersJobIsRefused() {
        assertThat(failureOf(() -> drone.restart(new JobId("other", "1/1/1"))).kind())
                .isEqualTo(Kind.INVALID);
        assertThat(failureOf(() -> drone.restart(new JobId("ci", "task-17"))).kind())
                .isEqualTo(Kind.INVALID);
        assertThat(server.http.asked).isEmpty();
    }

    @Test
    void aTokenWithoutWriteAccessIsToldWhatItLacks() {
        JobId job = job(1, server.build(1, "running"));
        server.instead.put("DELETE /api/repos/octo/r1/builds/1", Fixture.of("drone-2/restart-403or404-non-admin"));

        Failure failure = failureOf(() -> drone.restart(job));

        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure).hasMessageContaining("may use the repository");
        assertThat(server.statuses(1)).containsExactly("running");
    }

    @Test
    void aCancelThatTheServerFailedAtMayHaveHappened() {
        JobId job = job(1, server.build(1, "running"));
        server.instead.put("DELETE /api/repos/octo/r1/builds/1", Fixture.of(502, "text/html", "<html>"));

        assertThat(failureOf(() -> drone.restart(job)).effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void aBlockedBuildIsNotStartedByForce() {
        JobId job = job(1, server.build(1, "running"));
        server.instead.put("POST /api/repos/octo/r1/builds/1", Fixture.of("drone-2/restart-blocked"));

        Failure failure = failureOf(() -> drone.restart(job));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID);
        assertThat(failure).hasMessageContaining("cannot start a blocked build");
    }

    @Test
    void aWriteIsSentOnceThoughTheAnswerInvitesToSendItAgain() throws Failure {
        try (Loopback busy = new Loopback((what, exchange) -> {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    return Fixture.of(503, "text/plain", "");
                });
                Transport transport = new Transport(new Secret("t"), Duration.ofSeconds(20), InstantSource.system())) {
            HttpUrl url = HttpUrl.get(busy.address());
            assertThat(transport.post(url).status()).isEqualTo(503);
            assertThat(transport.delete(url).status()).isEqualTo(503);
            assertThat(busy.asked).containsExactly("POST /", "DELETE /");
        }
    }

    @Test
    void aBuildThatDronesRulesSkipIsSaidSo() {
        JobId job = job(1, server.build(1, "running"));
        server.instead.put("POST /api/repos/octo/r1/builds/1", Fixture.json("null"));

        assertThat(failureOf(() -> drone.restart(job))).hasMessageContaining("rules skip");
    }

    private JobId job(long repo, long number) {
        return new JobId("ci", server.get(repo, number).job());
    }
}
