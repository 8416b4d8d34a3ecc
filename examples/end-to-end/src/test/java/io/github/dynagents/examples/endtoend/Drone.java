package io.github.dynagents.examples.endtoend;

import com.squareup.moshi.Moshi;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.testkit.drone.DroneHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A Drone server, real or not, as its API shows it to an administrator. */
final class Drone {
    private static final String STAND_IN_REPO = "octo/hello";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;
    private final String rpcSecret;
    private final String repo;
    private final Optional<Long> pid;
    private final boolean real;

    /** A build as the API tells it. */
    record Build(long number, String status, List<String> machines, Map<String, String> params) {
        boolean isOver() {
            return !status.equals("pending") && !status.equals("running");
        }
    }

    private Drone(URI url, String token, String rpcSecret, String repo, Optional<Long> pid, boolean real) {
        this.url = url;
        this.token = token;
        this.rpcSecret = rpcSecret;
        this.repo = repo;
        this.pid = pid;
        this.real = real;
    }

    /** The one that the system properties name. */
    static Drone given() {
        return new Drone(Given.url(), Given.token(), Given.rpcSecret(), Given.repo(), Given.serverPid(), true);
    }

    /** The testkit's, in a process of its own. */
    static Drone standIn(URI url, String token, String rpcSecret, long pid) {
        return new Drone(url, token, rpcSecret, STAND_IN_REPO, Optional.of(pid), false);
    }

    /** The testkit's in this very process, for faults that none else can be told to have. */
    static Drone of(DroneHttpServer server) {
        return new Drone(
                server.uri(),
                server.adminToken().reveal(),
                server.rpcSecret().reveal(),
                STAND_IN_REPO,
                Optional.empty(),
                false);
    }

    static DroneHttpServer.Builder inThisProcess() {
        return DroneHttpServer.builder().userToken(new Secret("plain-token-invented"));
    }

    URI url() {
        return url;
    }

    String token() {
        return token;
    }

    String rpcSecret() {
        return rpcSecret;
    }

    /** Where it is known. */
    Optional<Long> pid() {
        return pid;
    }

    /** Makes a build of one job that takes so many seconds; tells its number. */
    long enqueue(int seconds) throws IOException, InterruptedException {
        Map<?, ?> made = real
                ? send("POST", "/api/repos/" + repo + "/builds/" + Given.build() + "?SLEEP=" + seconds, "")
                : send("POST", "/testkit/builds", """
                        {"repo":"%s","stages":[{"name":"default","steps":[{"name":"work","commands":["sleep %d"]}]}]}
                        """.formatted(repo, seconds));
        return number(made);
    }

    Build build(long number) throws IOException, InterruptedException {
        return read(send("GET", "/api/repos/" + repo + "/builds/" + number, ""));
    }

    /** The newest builds, the newest first, without their machines. */
    List<Build> builds() throws IOException, InterruptedException {
        return list("/api/repos/" + repo + "/builds").stream().map(Drone::read).toList();
    }

    /** How many jobs wait or run. */
    int queued() throws IOException, InterruptedException {
        return list("/api/queue").size();
    }

    void awaitStatus(long build, String status) throws Exception {
        Waiting.until(
                "build " + build + " is " + status,
                () -> {
                    Build now = build(build);
                    if (now.isOver() && !now.status().equals(status)) {
                        throw new AssertionError("not " + status + ": " + now);
                    }
                    return now.status().equals(status);
                },
                () -> shown(build));
    }

    /** Leaves nothing to whoever uses the server next. */
    void cancelAll() throws IOException, InterruptedException {
        for (Build build : builds()) {
            if (!build.isOver()) {
                send("DELETE", "/api/repos/" + repo + "/builds/" + build.number(), "");
            }
        }
    }

    /** Stops its process where it stands: it keeps its port and answers nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String number = String.valueOf(pid.orElseThrow());
        if (new ProcessBuilder("kill", signal, number).inheritIO().start().waitFor() != 0) {
            throw new IOException("kill " + signal + " " + number + " failed");
        }
    }

    private String shown(long build) {
        try {
            return build(build) + ", queue " + list("/api/queue");
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Build read(Map<?, ?> json) {
        List<String> machines = json.get("stages") instanceof List<?> stages
                ? stages.stream()
                        .map(stage -> ((Map<?, ?>) stage).get("machine"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(machine -> !machine.isEmpty())
                        .toList()
                : List.of();
        Map<String, String> params = new java.util.TreeMap<>();
        if (json.get("params") instanceof Map<?, ?> all) {
            all.forEach((key, value) -> params.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Build(number(json), String.valueOf(json.get("status")), machines, params);
    }

    private static long number(Map<?, ?> json) {
        return ((Number) Objects.requireNonNull(json.get("number"), json::toString)).longValue();
    }

    private List<Map<?, ?>> list(String path) throws IOException, InterruptedException {
        return ((List<?>) parse(text("GET", path, "")))
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    private Map<?, ?> send(String method, String path, String body) throws IOException, InterruptedException {
        String text = text(method, path, body);
        return text.isBlank() ? Map.of() : (Map<?, ?>) parse(text);
    }

    private static Object parse(String text) throws IOException {
        Object parsed = new Moshi.Builder().build().adapter(Object.class).fromJson(text);
        return parsed == null ? List.of() : parsed;
    }

    private String text(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
