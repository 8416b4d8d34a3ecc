package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.OnTerm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A machine ends by itself, and only when it should, whatever around it is out of order. */
@Execution(ExecutionMode.CONCURRENT)
class OutOfOrderTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    /** Like {@link WatchedMachine#FINISHING}, wherever its directory is. */
    private static final String FINISHING = """
            told=
            trap 'told=yes; echo term >>"$EVENTS"' TERM
            echo start >>"$EVENTS"
            while [ -z "$told" ]; do sleep 0.05; done
            echo end >>"$EVENTS"
            """;

    @TempDir
    private Path directory;

    /** A process that renews the machine's lease, as a daemon does. */
    private Process daemon() throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        """
                n=1900000000
                while :; do
                  n=$((n + 1))
                  echo "$n-$1-run" >"$2.part" && mv "$2.part" "$2"
                  sleep 0.2
                done
                """,
                        "daemon",
                        Long.toString(LEASE.toSeconds()),
                        directory.resolve("mark").toString())
                .start();
    }

    private static void isRenewed(WatchedMachine machine) throws Exception {
        long end = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
        Eventually.until("two leases have passed", () -> System.nanoTime() - end > 0);
        assertThat(machine.events()).containsExactly("start");
    }

    @Test
    void aDaemonThatIsKilledLosesItsMachine() throws Exception {
        try (WatchedMachine machine = new WatchedMachine(directory, WatchedMachine.FINISHING)
                .ttl(LEASE)
                .startUnmarked()) {
            Process daemon = daemon();
            machine.awaitEvents("start");
            isRenewed(machine);
            daemon.destroyForcibly();
            machine.awaitEvents("start", "term", "end", "off");
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
        }
    }

    @Test
    void aDaemonThatIsStoppedBeyondTheLeaseLosesItsMachineForGood() throws Exception {
        try (WatchedMachine machine = new WatchedMachine(directory, WatchedMachine.FINISHING)
                .ttl(LEASE)
                .startUnmarked()) {
            Process daemon = daemon();
            try {
                machine.awaitEvents("start");
                isRenewed(machine);
                machine.write("busy");
                machine.signal("STOP", daemon.toHandle());
                machine.awaitEvents("start", "term");
                machine.signal("CONT", daemon.toHandle());
                machine.delete("busy");
                machine.awaitEvents("start", "term", "end", "off");
                machine.awaitEnd();
            } finally {
                daemon.destroyForcibly();
            }
        }
    }

    private WatchedMachine withDocker(String text) throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path docker = bin.resolve("docker");
        Files.writeString(docker, "#!/bin/sh\n" + text);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        AgentSpec agent =
                AgentSpec.builder(OnTerm.FINISHES_JOBS, 1).image("some/agent:1").build();
        return new WatchedMachine(directory, "").agent(agent).env(Map.of("PATH", bin + ":" + System.getenv("PATH")));
    }

    @Test
    void anEngineThatDoesNotStartEndsTheMachine() throws Exception {
        try (WatchedMachine machine = withDocker("echo no daemon; exit 1\n").start()) {
            machine.awaitEnd();
            assertThat(machine.status("reason")).contains("5 times in a row");
            assertThat(machine.events()).containsExactly("off");
        }
    }

    @Test
    void anEngineThatHangsKeepsNoMachineAlive() throws Exception {
        try (WatchedMachine machine = withDocker("trap '' TERM; while :; do sleep 1; done\n")
                .ttl(LEASE)
                .grace(Duration.ofSeconds(1))
                .start()) {
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
            assertThat(machine.events()).containsExactly("off");
        }
    }

    /** A watchdog whose files are on a disk of a few pages. */
    private WatchedMachine onASmallDisk(String before) throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        String mount = "mount -t tmpfs -o size=64k tmpfs " + ShellText.quote(home.toString());
        boolean can = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(can, "the kernel grants no file system of our own: no disk can be filled here");
        return new WatchedMachine(directory, FINISHING)
                .env(Map.of("EVENTS", directory.resolve("events").toString()))
                .ttl(LEASE)
                .at(
                        home,
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        mount + before + " && exec \"$@\"",
                        "-");
    }

    private static void fill(Path disk) {
        try {
            for (int i = 0; i < 10_000; i++) {
                Files.write(disk.resolve("fill-" + i), new byte[4096]);
            }
        } catch (IOException full) {
            return;
        }
        throw new AssertionError("the disk does not fill up: " + disk);
    }

    @Test
    void aFullDiskHidesNoRenewalAndKeepsNoMachine() throws Exception {
        try (WatchedMachine machine = onASmallDisk("").start()) {
            machine.awaitEvents("start");
            fill(machine.home());
            String age = Files.readString(machine.home().resolve("age"));
            long end = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
            Eventually.until("two leases have passed", () -> {
                machine.renew();
                return System.nanoTime() - end > 0;
            });
            assertThat(machine.events()).containsExactly("start");
            assertThat(Files.readString(machine.home().resolve("age")))
                    .isNotEqualTo(age)
                    .startsWith("6");
            machine.awaitEvents("start", "term", "end", "off");
        }
    }

    @Test
    void onADiskThatIsFullFromTheStartNoAgentStarts() throws Exception {
        String filled = " && { dd if=/dev/zero of='" + directory.resolve("home") + "/fill' bs=4096 2>/dev/null || :; }";
        try (WatchedMachine machine = onASmallDisk(filled).start()) {
            machine.awaitEvents("off");
            assertThat(machine.read("log")).contains("its files cannot be kept");
        }
    }
}
