package io.github.dynagents.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Purchase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The container of a machine's pod, that really runs: its own command as process 1 of namespaces on this host. */
final class RunningPod implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path directory;
    private final Container container;
    private final Process process;

    RunningPod(Path directory, Purchase purchase, Template template) throws IOException, Failure {
        this.directory = directory;
        this.container = new PodText(purchase, Samples.kind(template), Samples.setup())
                .pod()
                .getSpec()
                .getContainers()
                .getFirst();
        for (String volume : List.of("marks", "script", "bin")) {
            Files.createDirectories(directory.resolve(volume));
        }
        Files.writeString(directory.resolve("script/machine.sh"), MachineScript.of(purchase, template));
        marks(purchase.lease());
        Path docker = directory.resolve("bin/docker");
        copy("docker.sh", docker);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy("pod.sh", directory.resolve("pod.sh"));
        process = run(container.getCommand());
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream text = RunningPod.class.getResourceAsStream(resource)) {
            Files.copy(text, to);
        }
    }

    private Process run(List<String> command) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("sh", directory.resolve("pod.sh").toString(), directory.toString()));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console").toFile())
                .start();
    }

    /** Skips the test where none can be; but a program that is missing fails it in CI. */
    static void canBeHad() throws Exception {
        boolean there = runs("sh", "-c", "command -v unshare && command -v setsid");
        String how = "unshare or setsid is missing: run .ci/install-test-tools";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
        assumeTrue(
                runs("unshare", "--mount", "--pid", "--fork", "sh", "-c", "mount -t proc proc /proc"),
                "not root, or the kernel grants no namespaces: no pod can run here");
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** The annotation of its lease is so, and has reached it. */
    void marks(Lease lease) throws IOException {
        shows(MachineScript.LEASE_FILE, lease.mark());
    }

    /** It may stop an agent that SIGTERM kills. */
    void mayStop() throws IOException {
        shows(MachineScript.STOP_FILE, "yes");
    }

    private void shows(String file, String text) throws IOException {
        Path part = Files.writeString(directory.resolve("part"), text);
        Files.move(part, directory.resolve("marks").resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its agent has a job now, or has none any more. */
    void hasJob(boolean has) throws IOException {
        if (has) {
            Files.writeString(directory.resolve("job"), "");
        } else {
            Files.deleteIfExists(directory.resolve("job"));
        }
    }

    /** As the kubelet ends it, when it is deleted. */
    void sigterm() {
        process.descendants()
                .filter(each -> each.parent().equals(java.util.Optional.of(process.toHandle())))
                .forEach(ProcessHandle::destroy);
    }

    /** Whether its readiness probe says so. */
    boolean isReady() throws IOException, InterruptedException {
        List<String> probe = container.getReadinessProbe().getExec().getCommand();
        List<String> here = probe.stream()
                .map(word -> word.replace(
                        MachineScript.RUN, directory.resolve("run/dynagents").toString()))
                .toList();
        return runs(here.toArray(String[]::new));
    }

    List<String> events() throws IOException {
        Path events = directory.resolve("events");
        return Files.exists(events) ? Files.readAllLines(events) : List.of();
    }

    /** Waits for it to end by itself. */
    int ends() throws IOException, InterruptedException {
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            fail("the pod goes on: " + Files.readString(directory.resolve("console")));
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is so. */
    void eventually(String what, Callable<Boolean> holds) throws Exception {
        for (long end = System.nanoTime() + DEADLINE.toNanos(); System.nanoTime() < end; ) {
            if (holds.call()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        fail("not in time: " + what + "; " + events() + "\n" + Files.readString(directory.resolve("console")));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
