package io.github.dynagents.testkit.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tests do to the server. */
class OutageTest {
    private static final String REPO = "octo/hello";

    @Test
    void aStoppedServerRefusesAndRemembersEverythingWhenItIsBack() throws Exception {
        try (DroneHttpServer server = DroneHttpServer.builder().start()) {
            server.addRepo(REPO);
            server.enqueue(REPO, StageSpec.exec("default"));
            HandRunner runner = HandRunner.of(server, "runner-a");
            JsonObject stage = runner.begin(1, "work");
            server.stopListening();
            assertThatThrownBy(() -> Http.to(server).asAdmin(server, "GET", "/api/queue"))
                    .isInstanceOf(ConnectException.class);
            server.listenAgain();
            assertThat(HandRunner.of(server, "runner-a").end(stage, "success").statusCode())
                    .isEqualTo(200);
            assertThat(server.build(REPO, 1).status()).isEqualTo(DroneStatus.SUCCESS);
        }
    }

    @Test
    void aPathIsAnsweredAsToldUntilThatIsTakenBack() throws Exception {
        try (DroneHttpServer server = DroneHttpServer.builder().start()) {
            server.answer("/api/queue", 200, "text/html", "<html>");
            HttpResponse<String> answer = Http.to(server).asAdmin(server, "GET", "/api/queue?page=1");
            assertThat(answer.body()).isEqualTo("<html>");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
            server.answerNormally("/api/queue");
            assertThat(Http.to(server).asAdmin(server, "GET", "/api/queue").body())
                    .isEqualTo("[]\n");
            assertThat(server.requests("GET", "/api/queue")).isEqualTo(2);
        }
    }

    @Test
    void timesComeFromTheClockItIsGiven() {
        Instant then = Instant.parse("2030-01-02T03:04:05Z");
        try (DroneHttpServer server =
                DroneHttpServer.builder().clock(InstantSource.fixed(then)).start()) {
            server.addRepo(REPO);
            server.enqueue(REPO, StageSpec.exec("default"));
            assertThat(server.build(REPO, 1).created()).isEqualTo(then);
        }
    }

    @Test
    void whoAwaitsInVainIsToldHowTheBuildIs() {
        try (DroneHttpServer server = DroneHttpServer.builder().start()) {
            server.addRepo(REPO);
            server.enqueue(REPO, StageSpec.exec("default"));
            assertThatThrownBy(() ->
                            server.awaitBuild(REPO, 1, build -> build.status().isDone(), Duration.ofMillis(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PENDING");
        }
    }

    @Test
    void aPrivateRepositoryIsNotToldFromNoneAtAll() throws Exception {
        try (DroneHttpServer server = SeededServer.settings().start()) {
            server.addPrivateRepo("octo/secret");
            Http http = Http.to(server);
            var user = List.of("Authorization", "Bearer " + SeededServer.USER_TOKEN);
            Recorded.compare("repo-401-guest", http.send("GET", "/api/repos/octo/secret", "", List.of()));
            Recorded.compare("repo-404", http.send("GET", "/api/repos/octo/secret", "", user));
            assertThat(http.asAdmin(server, "GET", "/api/repos/octo/secret").statusCode())
                    .isEqualTo(200);
        }
    }
}
