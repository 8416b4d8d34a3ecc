package io.github.dynagents.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynagents.testkit.workload.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal while the server keeps silent: two of three builds have been read. */
class HistoryInterruptedTest {
    private static final String BUILDS = "/api/repos/octo/hello/builds";

    @TempDir
    Path directory = Path.of("");

    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long base = Instant.now().getEpochSecond() - 10_000;
    private final Map<String, String> answers = Map.of(
            "/api/repos",
            "[{'id': 1, 'namespace': 'octo', 'name': 'hello', 'counter': 3}]",
            BUILDS,
            "[" + build(3, "") + ", " + build(2, "") + ", " + build(1, "") + "]",
            BUILDS + "/3",
            build(3, stages(3)),
            BUILDS + "/2",
            build(2, stages(2)));
    private final HttpServer server;

    HistoryInterruptedTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void begin() {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                silent.countDown();
                over.await();
                return;
            }
            byte[] json = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String build(int number, String stages) {
        return "{'id': " + number + ", 'repo_id': 1, 'number': " + number + ", 'status': 'success', 'created': "
                + created(number) + stages + "}";
    }

    private String stages(int number) {
        return ", 'stages': [{'id': 1, 'repo_id': 1, 'build_id': " + number + ", 'name': 'build-" + number
                + "', 'status': 'success', 'created': " + created(number) + ", 'started': " + created(number)
                + ", 'stopped': " + (created(number) + 60) + "}]";
    }

    private long created(int number) {
        return base + number * 100L;
    }

    @Test
    void whatWasReadIsKeptBeforeTheProgramEnds() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "history",
                        "--url",
                        "http://127.0.0.1:" + server.getAddress().getPort())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        program.environment().put("DRONE_TOKEN", "t0ken");
        Process running = program.start();
        try {
            assertThat(silent.await(1, TimeUnit.MINUTES)).isTrue();

            running.destroy();

            assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(running.exitValue()).isEqualTo(128 + 15);
        } finally {
            running.destroyForcibly();
        }
        assertThat(directory.resolve("said"))
                .content()
                .contains("stopped after 2 of 3 builds: interrupted")
                .endsWith("next: dynagents simulate history.partial.csv.gz\n");
        assertThat(Trace.read(directory.resolve("history.partial.csv.gz")).arrivals())
                .extracting(arrival -> arrival.work().pipeline())
                .containsExactly("build-2", "build-3");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("said", "history.partial.csv.gz");
    }
}
