package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An instance that really runs its user data, in namespaces of this host; see {@code ec2-machine.sh}. */
final class BootedInstance implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path metadata;
    private Optional<Process> process = Optional.empty();

    BootedInstance(Path directory) throws IOException {
        this.directory = directory;
        this.metadata = Files.createDirectories(directory.resolve("metadata"));
    }

    /** Boots it, with this lease in its tag. */
    void boot(String userData, Lease lease) throws IOException {
        Path script = directory.resolve("ec2-machine.sh");
        try (InputStream text = BootedInstance.class.getResourceAsStream("ec2-machine.sh")) {
            Files.write(script, text.readAllBytes());
        }
        Files.writeString(directory.resolve("user-data"), userData);
        tag(lease);
        process = Optional.of(new ProcessBuilder(
                        "sh",
                        script.toString(),
                        "boot",
                        directory.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes().toString(),
                        MetadataMain.class.getName(),
                        "169.254.169.254",
                        metadata.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console").toFile())
                .start());
    }

    private static Path classes() {
        try {
            return Path.of(MetadataMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Skips the test where none can be; but a program that is missing fails it in CI. */
    static void canBeHad() throws Exception {
        String how = "unshare, ip or curl is missing: run .ci/install-test-tools";
        boolean there = Stream.of("unshare", "ip", "curl").allMatch(BootedInstance::isInstalled);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as(how).isTrue();
        }
        assumeTrue(there, how);
        assumeTrue(
                runs("sh", "-c", "unshare --mount --pid --fork --net --time --boottime 1 mount -t proc proc /proc"),
                "not root, or the kernel grants no namespaces: no instance can be booted here");
    }

    private static boolean isInstalled(String program) {
        return runs("sh", "-c", "command -v " + program);
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes its tag, as the daemon does from outside. */
    void tag(Lease lease) throws IOException {
        shows("tags/instance/" + Tags.LEASE, lease.mark());
    }

    /** From now on its metadata have that. */
    void shows(String category, String text) throws IOException {
        Path part = Files.writeString(directory.resolve("part"), text);
        Files.move(part, metadata.resolve(category.replace('/', '_')), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What happened there, a line each. */
    List<String> events() throws IOException {
        Path events = directory.resolve("events");
        return Files.exists(events) ? Files.readAllLines(events) : List.of();
    }

    List<String> environment() throws IOException {
        return Files.readAllLines(directory.resolve("environment"));
    }

    String console() throws IOException {
        return Files.readString(directory.resolve("console"));
    }

    /** How long it has lived and its mark has not moved, in hundredths of a second, as it keeps them. */
    long[] age() throws IOException {
        Path age = directory.resolve("var-lib/dynagents/age");
        String[] words = Files.exists(age) ? Files.readString(age).strip().split(" ", -1) : new String[0];
        return words.length < 3 ? new long[] {0, 0} : new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    boolean isUp() {
        return process.orElseThrow().isAlive();
    }

    void awaitEvent(String event) throws Exception {
        await("\"" + event + "\" happens", () -> events().contains(event));
    }

    void awaitOff() throws Exception {
        await("it is off", () -> !isUp());
        assertThat(process.orElseThrow().exitValue()).as(console()).isZero();
    }

    /** Looks again and again, until a deadline that only a fault can meet. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                fail("after " + DEADLINE + " still not: " + what + "; events " + events() + "; " + console());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Ends it as if the power failed: with its first process, all go. */
    @Override
    public void close() {
        process.ifPresent(running -> {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().onExit().join();
        });
    }
}
