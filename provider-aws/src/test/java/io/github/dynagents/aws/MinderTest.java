package io.github.dynagents.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes first, StopTask or the mark, each container gets SIGTERM once: a second would drop a Drone runner's jobs. */
@ParameterizedClass
@ValueSource(strings = {"dash", "busybox sh"})
class MinderTest {
    private static final int BEYOND_PATIENCE = 35; // turns

    @TempDir
    private Path directory;

    private final String shell;

    MinderTest(String shell) {
        this.shell = shell;
    }

    private EcsMachine machine() throws Exception {
        Tools.need(shell.split(" ", 2)[0]);
        return new EcsMachine(directory, shell).start();
    }

    @Test
    void aTaskThatWasStoppedBeforeTheMarkIsNotToldAgain() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.stopTask("c1");
            machine.term();
            machine.looks(BEYOND_PATIENCE);
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 ecs");
        }
    }

    @Test
    void aTaskThatIsStoppedSoonAfterTheMarkIsToldByThatAlone() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.term();
            machine.looks(1);
            machine.stopTask("c1");
            machine.looks(BEYOND_PATIENCE);
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 ecs");
        }
    }

    @Test
    void aTaskThatNobodyStopsIsToldOnceNoStopTaskCanCome() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.term();
            machine.awaitTold("c1 minder");
            machine.stopTask("c1");
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 minder");
            assertThat(machine.events())
                    .containsExactly("ecs starts", "ecs stops", "minder tells c1", "ecs starts", "ecs stops");
        }
    }

    @Test
    void aTaskThatIsStoppedWhileTheEcsAgentEndsIsNotToldAgain() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.stopTaskLate("c1");
            machine.term();
            machine.awaitTold("c1 ecs");
            machine.until("the ECS agent has ended", () -> !machine.has("ecs-up"));
            machine.looks(2);
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 ecs");
        }
    }

    @Test
    void ofSeveralOnlyThoseAreToldThatNobodyHasTold() throws Exception {
        try (EcsMachine machine = machine().task("c1").task("c2")) {
            machine.stopTask("c1");
            machine.term();
            machine.awaitTold("c1 ecs", "c2 minder");
            machine.finishes("c2");
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 ecs", "c2 minder");
        }
    }

    @Test
    void howeverOftenItIsToldItTellsOnce() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.term();
            machine.looks(1);
            machine.term();
            machine.awaitTold("c1 minder");
            machine.term();
            machine.looks(2);
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
            assertThat(machine.told()).containsExactly("c1 minder");
        }
    }

    @Test
    void itLastsAsLongAsTheTask() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.stopTask("c1");
            machine.term();
            machine.looks(2);
            assertThat(machine.goesOn()).isTrue();
            machine.finishes("c1");
            assertThat(machine.ends()).isZero();
        }
    }

    @Test
    void whereNothingRunsNothingCanBeginEither() throws Exception {
        try (EcsMachine machine = machine()) {
            machine.term();
            assertThat(machine.ends()).isZero();
            assertThat(machine.events()).containsExactly("ecs starts", "ecs stops");
        }
    }

    @Test
    void aTaskThatBeginsAllTheSameIsSeenOffToo() throws Exception {
        try (EcsMachine machine = machine().task("c1")) {
            machine.stopTask("c1");
            machine.term();
            machine.looks(1);
            machine.task("c2");
            machine.finishes("c1");
            machine.awaitTold("c1 ecs", "c2 minder");
            machine.finishes("c2");
            assertThat(machine.ends()).isZero();
        }
    }
}
