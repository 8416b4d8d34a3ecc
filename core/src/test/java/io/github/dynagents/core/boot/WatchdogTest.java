package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rendered script as a real process, with real signals. Side by side, as they mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class WatchdogTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private WatchedMachine machine(String agent) {
        return new WatchedMachine(directory, agent);
    }

    @Test
    void whenTheLeaseRunsOutTheAgentFinishesAndTheMachineIsSwitchedOff() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).ttl(SHORT)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start", "term");
            assertThat(machine.watchdog().isAlive()).isTrue();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
            machine.delete("busy");
            machine.awaitEvents("start", "term", "end", "off");
            machine.awaitEnd();
            assertThat(machine.processOf("guard")).isEmpty();
        }
    }

    @Test
    void aLeaseThatIsRenewedKeepsTheMachine() throws Exception {
        try (WatchedMachine machine =
                machine(WatchedMachine.FINISHING).ttl(Duration.ofSeconds(3)).start()) {
            machine.awaitEvents("start");
            long end = System.nanoTime() + Duration.ofSeconds(7).toNanos();
            Eventually.until("two leases have passed", () -> {
                machine.renew();
                return System.nanoTime() - end > 0;
            });
            assertThat(machine.events()).containsExactly("start");
            assertThat(machine.status("state")).isEqualTo("running");
        }
    }

    @Test
    void aDrainMarkDoesNotProlongTheLease() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).ttl(SHORT)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            Eventually.until("the lease ran out while the mark changed all the time", () -> {
                machine.drain();
                machine.undrain();
                return machine.status("reason").equals("its lease ran out");
            });
        }
    }

    @Test
    void aDrainedAgentFinishesAndTheMachineStays() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitEvents("start", "term");
            assertThat(machine.status("state")).isEqualTo("running");
            machine.delete("busy");
            machine.awaitStatus("state", "stopped");
            assertThat(machine.events()).containsExactly("start", "term", "end");
            assertThat(machine.watchdog().isAlive()).isTrue();
        }
    }

    @Test
    void aDrainThatIsTakenBackStartsTheAgentAgain() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).start()) {
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitStatus("state", "stopped");
            machine.undrain();
            machine.awaitEvents("start", "term", "end", "start");
            machine.awaitStatus("state", "running");
        }
    }

    @Test
    void aDrainTakenBackWhileTheAgentFinishesTellsItOnlyOnceAndStartsItAgain() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitEvents("start", "term");
            machine.undrain();
            machine.drain();
            machine.undrain();
            machine.delete("busy");
            machine.awaitEvents("start", "term", "end", "start");
        }
    }

    @Test
    void anAgentThatEndsInAShutdownHasNotFailedAndIsStartedAgainOnlyIfThatIsCalledOff() throws Exception {
        try (WatchedMachine machine = machine(
                        "echo start >>../events; while [ ! -e ../down ]; do sleep 0.05; done; exit 1")
                .change(script -> script.replace("shutting_down() { false; }", "shutting_down() { [ -e down ]; }"))
                .start()) {
            machine.awaitEvents("start");
            machine.write("down");
            machine.awaitStatus("state", "not-started");
            long then = System.nanoTime() + SHORT.toNanos();
            Eventually.until("it would have been started again", () -> System.nanoTime() - then > 0);
            assertThat(machine.events()).containsExactly("start");
            machine.delete("down");
            machine.awaitEvents("start", "start");
        }
    }

    @Test
    void aMachineBornDrainingStartsNoAgent() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.drain();
            machine.startUnmarked();
            machine.awaitStatus("state", "stopped");
            assertThat(machine.events()).isEmpty();
        }
    }

    @Test
    void aLifeThatIsOverEndsTheMachineWhateverItsLease() throws Exception {
        try (WatchedMachine machine =
                machine(WatchedMachine.FINISHING).maxLife(SHORT).start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("start", "term", "end", "off");
            assertThat(machine.status("reason")).isEqualTo("its life is over");
        }
    }

    @Test
    void afterTheGraceTheWholeTreeIsKilled() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.STUBBORN)
                .ttl(SHORT)
                .grace(Duration.ofSeconds(1))
                .start()) {
            Eventually.until(
                    "there is a grandchild",
                    () -> machine.processIn("grandchild").isPresent());
            Optional<ProcessHandle> child = machine.processIn("child");
            Optional<ProcessHandle> grandchild = machine.processIn("grandchild");
            machine.awaitEnd();
            Eventually.until("child and grandchild are gone", () -> gone(child) && gone(grandchild));
            assertThat(machine.events()).containsExactly("start", "off");
        }
    }

    @Test
    void aWatchdogThatIsKilledTakesItsAgentWithIt() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            machine.awaitStatus("state", "running");
            machine.watchdog().destroyForcibly();
            machine.awaitEvents("start", "term");
            machine.delete("busy");
            machine.awaitEvents("start", "term", "end", "off");
            assertThat(machine.status("reason")).isEqualTo("its watchdog was killed");
        }
    }

    @Test
    void aWatchdogThatIsKilledWhileItsAgentFinishesDoesNotTellThatTwice() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitEvents("start", "term");
            machine.awaitStatus("state", "running");
            machine.watchdog().destroyForcibly();
            machine.awaitStatus("reason", "its watchdog was killed");
            machine.delete("busy");
            machine.awaitEvents("start", "term", "end", "off");
        }
    }

    @Test
    void aStubbornAgentOfAKilledWatchdogIsKilledAfterTheGrace() throws Exception {
        try (WatchedMachine machine =
                machine(WatchedMachine.STUBBORN).grace(Duration.ofSeconds(1)).start()) {
            Eventually.until(
                    "there is a grandchild",
                    () -> machine.processIn("grandchild").isPresent());
            Optional<ProcessHandle> child = machine.processIn("child");
            Optional<ProcessHandle> grandchild = machine.processIn("grandchild");
            machine.awaitStatus("state", "running");
            machine.watchdog().destroyForcibly();
            machine.awaitStatus("over", "yes");
            Eventually.until("child and grandchild are gone", () -> gone(child) && gone(grandchild));
        }
    }

    @Test
    void aGuardThatIsKilledIsReplaced() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).start()) {
            machine.awaitEvents("start");
            ProcessHandle first = machine.processOf("guard").orElseThrow();
            first.destroyForcibly();
            Eventually.until(
                    "another guard is there",
                    () -> machine.processOf("guard")
                            .filter(guard -> guard.pid() != first.pid())
                            .isPresent());
            machine.awaitStatus("state", "running");
            machine.watchdog().destroyForcibly();
            machine.awaitEvents("start", "term", "end", "off");
        }
    }

    @Test
    void aMarkThatCannotBeReadForItsTtlEndsTheMachine() throws Exception {
        try (WatchedMachine machine =
                machine(WatchedMachine.FINISHING).ttl(SHORT).startUnmarked()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("off");
        }
    }

    @Test
    void garbageInPlaceOfTheMarkCountsAsUnmoved() throws Exception {
        String[] garbage = {
            "", "1-2", "x-900-run", "1-900-walk", "1-900-run run", "-900-run", "1--run", "<html>", "0x1-9-run"
        };
        int[] turn = {0};
        try (WatchedMachine machine =
                machine(WatchedMachine.FINISHING).ttl(SHORT).start()) {
            machine.awaitEvents("start");
            Eventually.until("the lease ran out while garbage came", () -> {
                turn[0]++;
                machine.mark(garbage[turn[0] % garbage.length]);
                return machine.status("reason").equals("its lease ran out");
            });
            machine.awaitEnd();
        }
    }

    @Test
    void aChannelThatHangsCountsAsUnmoved() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)
                .ttl(SHORT)
                .change(script -> script.replaceFirst("\ncat '.*mark'\n", "\nsleep 1000\n"))
                .start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("off");
        }
    }

    @Test
    void anAgentThatCrashesIsStartedAgain() throws Exception {
        try (WatchedMachine machine = machine(
                        "[ -e ../crashed ] || { >../crashed; exit 3; }\n" + WatchedMachine.FINISHING)
                .start()) {
            machine.awaitEvents("start");
            assertThat(machine.read("log")).contains("agent ended with status 3");
            machine.awaitStatus("state", "running");
        }
    }

    @Test
    void aMachineWhoseAgentCannotBeStartedEndsItself() throws Exception {
        try (WatchedMachine machine =
                machine("echo start >>../events; exec no-such-program").start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("start", "start", "start", "start", "start", "off");
            assertThat(machine.status("reason")).contains("5 times in a row");
        }
    }

    @Test
    void aWatchdogThatIsToldToEndDrainsFirst() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            machine.write("busy");
            machine.start();
            machine.awaitEvents("start");
            machine.watchdog().destroy();
            machine.awaitEvents("start", "term");
            machine.watchdog().destroy();
            machine.delete("busy");
            machine.awaitEvents("start", "term", "end", "off");
            machine.awaitEnd();
        }
    }

    @Test
    void killEndsEverythingAtOnce() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.STUBBORN).start()) {
            Eventually.until(
                    "there is a grandchild",
                    () -> machine.processIn("grandchild").isPresent());
            Optional<ProcessHandle> child = machine.processIn("child");
            Optional<ProcessHandle> grandchild = machine.processIn("grandchild");
            Optional<ProcessHandle> agent = machine.processOf("agent");
            Optional<ProcessHandle> guard = machine.processOf("guard");
            assertThat(machine.kill()).isZero();
            Eventually.until(
                    "all are gone",
                    () -> !machine.watchdog().isAlive()
                            && gone(child)
                            && gone(grandchild)
                            && gone(agent)
                            && gone(guard));
            assertThat(machine.kill()).as("a second time").isZero();
        }
    }

    @Test
    void theAgeOfMachineAndMarkSurvivesAReboot() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).ttl(SHORT)) {
            machine.mark("1800000000-3000-run");
            Files.writeString(directory.resolve("age"), "1000 299999 1800000000-3000\n");
            machine.startUnmarked();
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
        }
    }

    @Test
    void aMarkThatMovesAfterARebootKeepsIt() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)) {
            Files.writeString(directory.resolve("age"), "1000 100 1800000000-3600\n");
            machine.start();
            machine.awaitEvents("start");
            Eventually.until("the kept age counts from the move", () -> {
                String[] age = machine.read("age").split(" ", 3);
                return age[2].strip().equals("1800000001-3600") && Long.parseLong(age[0]) > 1000;
            });
        }
    }

    @Test
    void aWatchdogThatIsStoppedIsReplacedByItsGuard() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).start()) {
            machine.awaitEvents("start");
            machine.awaitStatus("state", "running");
            machine.signal("STOP", machine.watchdog().toHandle());
            machine.awaitEvents("start", "term", "end", "off");
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its watchdog hung");
        }
    }

    @Test
    void aWatchdogThatGoesOnInTimeKeepsItsMachine() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING).start()) {
            machine.awaitEvents("start");
            ProcessHandle guard = machine.processOf("guard").orElseThrow();
            machine.signal("STOP", guard);
            machine.signal("STOP", machine.watchdog().toHandle());
            machine.signal("CONT", machine.watchdog().toHandle());
            machine.signal("CONT", guard);
            machine.drain();
            machine.awaitStatus("state", "stopped");
            assertThat(machine.status("reason")).isEmpty();
        }
    }

    @Test
    void noClockOnTheWallMatters() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path date = bin.resolve("date");
        Files.writeString(date, """
                #!/bin/sh
                if rm "${0%/*}/early" 2>/dev/null; then echo 1970-01-01T00:00:00Z; exit; fi
                : >"${0%/*}/early"
                echo 2099-12-31T23:59:59Z
                """);
        assertThat(date.toFile().setExecutable(true)).isTrue();
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)
                .ttl(Duration.ofSeconds(4))
                .env(Map.of("PATH", bin + ":" + System.getenv("PATH")))
                .start()) {
            machine.awaitEvents("start");
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            Eventually.until("it was renewed beyond a lease", () -> {
                machine.renew();
                return System.nanoTime() - end > 0;
            });
            assertThat(machine.events()).containsExactly("start");
            machine.awaitEnd();
            assertThat(machine.status("reason")).isEqualTo("its lease ran out");
            assertThat(machine.read("log")).contains("1970-", "2099-");
        }
    }

    @Test
    void withoutProcItCountsItsNapsAndStillEndsAll() throws Exception {
        try (WatchedMachine machine = machine(WatchedMachine.FINISHING)
                .ttl(SHORT)
                .change(script -> script.replace("/proc/", "/no-proc/").replaceFirst("turn=\\d+", "turn=20"))
                .start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("start", "term", "end", "off");
        }
    }

    private static boolean gone(Optional<ProcessHandle> process) {
        return process.isEmpty() || !process.get().isAlive();
    }
}
