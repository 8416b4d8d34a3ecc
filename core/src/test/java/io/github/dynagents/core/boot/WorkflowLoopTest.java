package io.github.dynagents.core.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Agents whose jobs SIGTERM would kill: one workflow for each start. */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowLoopTest {
    /** Runs one workflow, until the file {@code ../next} is there. */
    private static final String ONE = """
            trap 'echo killed >>../events; exit 143' TERM
            echo start >>../events
            until [ -e ../next ]; do sleep 0.05; done
            rm ../next
            echo end >>../events
            """;

    @TempDir
    private Path directory;

    private WatchedMachine machine() {
        return new WatchedMachine(directory, ONE).oneWorkflowEach();
    }

    @Test
    void afterEachWorkflowTheNextAgentStarts() throws Exception {
        try (WatchedMachine machine = machine().start()) {
            for (int workflows = 1; workflows <= 6; workflows++) {
                int starts = workflows;
                Eventually.until("the next has started", () -> machine.events().size() == 2 * starts - 1);
                machine.write("next");
            }
            machine.awaitEvents(
                    "start", "end", "start", "end", "start", "end", "start", "end", "start", "end", "start", "end",
                    "start");
            assertThat(machine.status("reason")).isEmpty();
        }
    }

    @Test
    void aDrainLetsTheWorkflowEndAndStartsNoOther() throws Exception {
        try (WatchedMachine machine = machine().start()) {
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitStatus("told", "yes");
            assertThat(machine.status("state")).isEqualTo("running");
            machine.write("next");
            machine.awaitStatus("state", "stopped");
            assertThat(machine.events()).containsExactly("start", "end");
        }
    }

    @Test
    void aDrainThatIsTakenBackGoesOnWithTheSameWorkflow() throws Exception {
        try (WatchedMachine machine = machine().start()) {
            machine.awaitEvents("start");
            machine.drain();
            machine.awaitStatus("told", "yes");
            machine.undrain();
            machine.awaitStatus("told", "no");
            assertThat(machine.events()).containsExactly("start");
            machine.write("next");
            machine.awaitEvents("start", "end", "start");
        }
    }

    @Test
    void atTheEndItsWorkflowMayEnd() throws Exception {
        try (WatchedMachine machine = machine().ttl(Duration.ofSeconds(2)).start()) {
            machine.awaitStatus("reason", "its lease ran out");
            machine.write("next");
            machine.awaitEvents("start", "end", "off");
            machine.awaitEnd();
        }
    }

    @Test
    void aWorkflowThatOutlastsTheGraceIsKilledWithoutBeingTold() throws Exception {
        try (WatchedMachine machine = machine()
                .ttl(Duration.ofSeconds(2))
                .grace(Duration.ofSeconds(1))
                .start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("start", "off");
        }
    }

    @Test
    void whoDrainsItCanStopOneThatIsKnownToHaveNoWorkflow() throws Exception {
        try (WatchedMachine machine = machine().start()) {
            machine.awaitEvents("start");
            machine.drain();
            machine.write("stop");
            machine.awaitStatus("state", "stopped");
            assertThat(machine.events()).containsExactly("start", "killed");
            machine.undrain();
            machine.awaitEvents("start", "killed", "start");
            machine.awaitStatus("state", "running");
        }
    }

    @Test
    void anAgentThatFailsAgainAndAgainEndsTheMachine() throws Exception {
        try (WatchedMachine machine = new WatchedMachine(directory, "echo start >>../events; exit 1")
                .oneWorkflowEach()
                .start()) {
            machine.awaitEnd();
            assertThat(machine.events()).containsExactly("start", "start", "start", "start", "start", "off");
        }
    }
}
