package io.github.dynagents.testkit.drone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends what was sent to a real Drone 2.0.4 and compares the answers. */
class RecordedAnswersTest {
    private static final String BUILDS = "/api/repos/octo/hello/builds";

    private final DroneHttpServer server = SeededServer.settings().start();
    private final Http http = Http.to(server);

    @BeforeEach
    void addRepo() {
        server.addRepo(SeededServer.REPO);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            queue-empty,              GET,    /api/queue
            builds-incomplete-empty,  GET,    /api/builds/incomplete
            """)
    void anEmptyServerAnswersAsRecorded(String name, String method, String path) throws Exception {
        Recorded.compare(name, http.asAdmin(server, method, path));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            agents,              GET,    /api/agents
            nodes,               GET,    /api/nodes
            unknown-api,         GET,    /api/nothing
            build-1,             GET,    /api/repos/octo/hello/builds/1
            build-3,             GET,    /api/repos/octo/hello/builds/3
            build-400,           GET,    /api/repos/octo/hello/builds/abc
            build-404,           GET,    /api/repos/octo/hello/builds/999
            build-latest,        GET,    /api/repos/octo/hello/builds/latest
            builds,              GET,    /api/repos/octo/hello/builds
            builds-branch,       GET,    /api/repos/octo/hello/builds?branch=main
            builds-page2-per2,   GET,    /api/repos/octo/hello/builds?page=2&per_page=2
            builds-page9,        GET,    /api/repos/octo/hello/builds?page=9
            builds-incomplete,   GET,    /api/builds/incomplete
            queue,               GET,    /api/queue
            queue,               GET,    /api/queue/?page=2&per_page=1
            queue-pause,         DELETE, /api/queue
            queue-pause-again,   DELETE, /api/queue
            queue-resume,        POST,   /api/queue
            repo,                GET,    /api/repos/octo/hello
            repo-404,            GET,    /api/repos/octo/nothing
            repos-all,           GET,    /api/repos?page=1&per_page=10
            system-stats,        GET,    /api/system/stats
            user,                GET,    /api/user
            user-repos,          GET,    /api/user/repos
            users,               GET,    /api/users
            version,             GET,    /version
            root,                GET,    /
            restart-blocked,     POST,   /api/repos/octo/hello/builds/5
            cancel-finished,     DELETE, /api/repos/octo/hello/builds/1
            """)
    void anAdminIsAnsweredAsRecorded(String name, String method, String path) throws Exception {
        SeededServer.seed(server);
        Recorded.compare(name, http.asAdmin(server, method, path));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            healthz,             GET,    /healthz,                          ''
            metrics-401,         GET,    /metrics,                          ''
            queue-401-no-token,  GET,    /api/queue,                        ''
            queue-401-bad-token, GET,    /api/queue,                        Bearer wrong
            queue-401-bad-token, GET,    /api/queue,                        bearer admin-token-invented
            queue-401-bad-token, GET,    /api/queue,                        Basic YWRtaW46YWRtaW4=
            queue-pause-401,     DELETE, /api/queue,                        ''
            user-401,            GET,    /api/user,                         ''
            repo-401-guest,      GET,    /api/repos/octo/nothing,           ''
            restart-401,         POST,   /api/repos/octo/hello/builds/1,    ''
            queue-403-non-admin, GET,    /api/queue,                        Bearer user-token-invented
            restart-403or404-non-admin, POST, /api/repos/octo/hello/builds/1, Bearer user-token-invented
            queue,               GET,    /api/queue,                        admin-token-invented
            queue-token-in-query, GET,   /api/queue?access_token=admin-token-invented, ''
            repo,                GET,    /api/repos/octo/hello,             ''
            """)
    void othersAreAnsweredAsRecorded(String name, String method, String path, String authorization) throws Exception {
        SeededServer.seed(server);
        List<String> headers = authorization.isEmpty() ? List.of() : List.of("Authorization", authorization);
        Recorded.compare(name, http.send(method, path, "", headers));
    }

    @Test
    void theMetricsOfDroneItselfAreAsRecorded() throws Exception {
        SeededServer.seed(server);
        HttpResponse<String> answer = http.asAdmin(server, "GET", "/metrics");
        Recorded.compareHead("metrics", answer);
        assertThat(answer.body().lines().toList())
                .isEqualTo(Recorded.text("metrics.body.txt")
                        .lines()
                        .filter(line -> line.contains("drone_"))
                        .toList());
    }

    @Test
    void aRestartedBuildLivesAsRecorded() throws Exception {
        SeededServer.seed(server);
        server.pipeline(SeededServer.REPO, StageSpec.exec("default"));
        HandRunner runner = HandRunner.of(server, "agent-exec0001");
        Recorded.compare("restart", http.asAdmin(server, "POST", BUILDS + "/1?REASON=instance-lost"));
        JsonObject stage = runner.begin(11, "work");
        Recorded.compare("queue-with-real-runner", http.asAdmin(server, "GET", "/api/queue"));
        JsonObject step = stage.objects("steps").getFirst();
        runner.step(step, "running", 0);
        runner.step(step, "success", 0);
        assertThat(runner.end(stage, "success").statusCode()).isEqualTo(200);
        Recorded.compare("queue-after-sigterm", http.asAdmin(server, "GET", "/api/queue"));
        Recorded.compare("build-6-after-sigterm", http.asAdmin(server, "GET", BUILDS + "/6"));
    }

    @Test
    void aLostBuildIsShownAndCancelledAsRecorded() throws Exception {
        SeededServer.seed(server);
        server.pipeline(SeededServer.REPO, StageSpec.exec("default"));
        http.asAdmin(server, "POST", BUILDS + "/1?REASON=instance-lost");
        HandRunner.of(server, "agent-exec0001").runThrough(11, "work");
        http.asAdmin(server, "POST", BUILDS + "/1");
        HandRunner runner = HandRunner.of(server, "agent-exec0002");
        runner.step(runner.begin(12, "work").objects("steps").getFirst(), "running", 0);
        Recorded.compare("queue-orphaned-stage", http.asAdmin(server, "GET", "/api/queue"));
        Recorded.compare("cancel", http.asAdmin(server, "DELETE", BUILDS + "/7"));
        Recorded.compare("build-7-cancelled", http.asAdmin(server, "GET", BUILDS + "/7"));
    }

    @Test
    void theEventStreamTellsAsRecordedAndNothingAtEnqueue() throws Exception {
        SeededServer.seed(server);
        server.pipeline(SeededServer.REPO, StageSpec.exec("default"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/api/stream"))
                .header("Authorization", "Bearer " + server.adminToken().reveal())
                .build();
        var answer = http.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
        Recorded.compareHead("stream", answer);
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo(": ping");
            http.asAdmin(server, "POST", BUILDS + "/1?REASON=instance-lost");
            HandRunner.of(server, "agent-exec0001").runThrough(11, "work");
            server.stopListening();
            reader.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        List<Object> recorded =
                data(Recorded.text("stream-events.body.txt").lines().toList());
        assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly("event: error", "data: eof");
        Recorded.compareJson("stream", recorded, data(lines.subList(0, lines.size() - 2)));
    }

    private static List<Object> data(List<String> lines) throws IOException {
        List<Object> events = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("data: {")) {
                events.add(Objects.requireNonNull(JsonObject.read(line.substring("data: ".length()))));
            }
        }
        return events;
    }
}
