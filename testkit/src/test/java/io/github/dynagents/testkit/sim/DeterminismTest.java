package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Recording;
import io.github.dynagents.core.policy.EconomicPolicy;
import io.github.dynagents.core.policy.LimitGuard;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same input gives the same bytes. */
class DeterminismTest {
    private static Scene day(long seed, Recording recording) {
        Scene scene = Scene.woodpecker(seed);
        scene.simulation.listener(recording);
        scene.account(
                        "cheap",
                        FakeClouds.gke(scene.time)
                                .sells(FakeOffering.of("b", Scene.DIME))
                                .sells(FakeOffering.of("a", Scene.DIME).broken(0.3, Birth.NEVER_UP)),
                        2)
                .account("dear", FakeClouds.droplets(scene.time).sells(FakeOffering.of("a", Scene.DIME)))
                .slots(2);
        scene.cloud("cheap").faults().sometimes(0.05, new Fault.AnswerLost());
        scene.ci.faults().sometimes(0.05, Fault.unreachable());
        scene.start();
        Workload.smallTeam(seed, 1).submitTo(scene.ci, scene.time);
        scene.runFor(Duration.ofHours(20));
        assertThat(scene.journal.lines()).hasSizeGreaterThan(100);
        return scene;
    }

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L, 6L);

    private static String all() {
        return SEEDS.stream().map(seed -> Simulation.run(seed).text()).collect(Collectors.joining());
    }

    @Test
    void theSameSeedGivesTheSameSimulationToTheLetter() {
        assertThat(all()).isEqualTo(all());
        assertThat(Simulation.run(1).decisions()).isNotEqualTo(Simulation.run(2).decisions());
    }

    @Test
    void whoListensChangesNothing() {
        for (long seed : SEEDS) {
            assertThat(Simulation.seeded(seed).timeline().run().text())
                    .isEqualTo(Simulation.run(seed).text());
        }
    }

    @Test
    void aRecordingReplaysToTheSameDecisions() {
        Recording recording = new Recording();
        Scene scene = day(3, recording);
        Instant start = Instant.parse("2026-01-05T00:00:00Z");
        assertThat(recording.replay(scene.simulation.fleet(), start, new EconomicPolicy(), new LimitGuard()))
                .isEqualTo(recording.steps());
    }

    @Test
    void anotherJvmGivesTheSameSimulationToTheLetter() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DeterminismTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        assertThat(printed).isEqualTo(all());
    }

    /** The other JVM: prints what came of its simulations. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(all());
        out.flush();
    }
}
