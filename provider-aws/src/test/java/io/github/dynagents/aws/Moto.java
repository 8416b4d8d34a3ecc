package io.github.dynagents.aws;

import io.github.dynagents.testkit.tck.MotoProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opentest4j.TestAbortedException;

/** The emulator of AWS that is called moto, as a process of its own, which all tests of this virtual machine share. */
final class Moto {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Optional<Moto> running = Optional.empty();

    private final URI address;
    private final Process process;

    private Moto(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /**
     * It, started when it is first needed.
     *
     * @throws TestAbortedException if it is not installed; in CI that is a failure
     */
    static synchronized Moto server() {
        if (running.isEmpty()) {
            running = Optional.of(start(MotoProgram.installed()));
        }
        Moto moto = running.get();
        if (!moto.process.isAlive()) {
            throw new AssertionError("moto has ended, with status " + moto.process.exitValue());
        }
        return moto;
    }

    private static Moto start(MotoProgram program) {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(program.command(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            Moto moto = new Moto(URI.create("http://127.0.0.1:" + port + "/"), process);
            moto.awaitReady();
            moto.keepTasksRunning();
            return moto;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        HttpRequest ask = HttpRequest.newBuilder(address.resolve("moto-api/data.json"))
                .timeout(PATIENCE)
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    http.send(ask, HttpResponse.BodyHandlers.discarding());
                    return;
                } catch (IOException e) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
        throw new AssertionError("moto does not answer at " + address);
    }

    /** Or a task of ECS would begin to end whenever somebody looks at it. */
    private void keepTasksRunning() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("moto-api/state-manager/set-transition"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model_name\":\"ecs::task\",\"transition\":{\"progression\":\"manual\",\"times\":1000000}}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new AssertionError("moto does not take it that tasks go on: HTTP status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Where it listens. */
    URI address() {
        return address;
    }
}
