package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.Host;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.WatchdogTimes;
import io.github.dynagents.core.spi.Purchase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real watchdog whose agent is the minder: no watchdog, no task. */
class MindedMachineTest {
    private static final Duration TTL = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private EcsMachine machine;
    private Process watchdog;

    @BeforeEach
    void boot() throws Exception {
        machine = new EcsMachine(Files.createDirectory(directory.resolve("machine")), "sh");
        Path home = Files.createDirectory(directory.resolve("home"));
        Purchase purchase = new Purchase(
                new MachineName("m-1"),
                "test",
                "pool",
                new OfferingId("account", "template"),
                Minder.program(),
                new Lease(Instant.EPOCH, TTL, false),
                Duration.ofMinutes(5),
                Duration.ofHours(10),
                Instant.MAX);
        Host host = Host.process(home.toString()).times(new WatchdogTimes(Duration.ofMillis(100), Duration.ZERO));
        Path script = Files.writeString(
                directory.resolve("boot.sh"),
                EcsMachine.impatient(BootScript.render(purchase, MarkChannel.file(directory.resolve("mark")), host)));
        mark(false);
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        machine.equip(builder);
        watchdog = builder.start();
        machine.until("the ECS agent runs", () -> machine.has("ecs-up"));
        machine.task("c1");
    }

    @AfterEach
    void end() {
        watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly();
    }

    private void mark(boolean draining) throws Exception {
        Path next = Files.writeString(directory.resolve("mark.new"), "1800000000-3600-" + (draining ? "drain" : "run"));
        Files.move(next, directory.resolve("mark"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void isShown(String state) throws Exception {
        machine.until(
                "its agent is " + state,
                () -> Files.readString(directory.resolve("home/status")).contains("state=" + state));
    }

    @Test
    void aDrainLetsTheTaskFinishAndCanBeTakenBack() throws Exception {
        mark(true);
        machine.awaitTold("c1 minder");
        isShown("running");
        machine.finishes("c1");
        isShown("stopped");
        assertThat(machine.has("ecs-up")).as("whether a task could begin").isFalse();
        mark(false);
        machine.until("the ECS agent runs", () -> machine.has("ecs-up"));
        isShown("running");
        assertThat(machine.told()).containsExactly("c1 minder");
    }

    @Test
    void aMachineThatEndsLetsTheTaskFinish() throws Exception {
        watchdog.destroy();
        machine.awaitTold("c1 minder");
        assertThat(watchdog.isAlive()).isTrue();
        machine.finishes("c1");
        assertThat(watchdog.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
        assertThat(machine.told()).containsExactly("c1 minder");
    }
}
