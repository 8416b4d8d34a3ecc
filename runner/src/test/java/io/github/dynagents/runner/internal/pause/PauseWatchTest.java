package io.github.dynagents.runner.internal.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Breaker;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.sim.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file, watched by the production autoscaler on virtual time. */
class PauseWatchTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);

    @TempDir
    Path directory = Path.of("");

    private final Simulation simulation = new Simulation(7);
    private final FakeCloud cloud =
            FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
    private final FakeCiServer drone =
            FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 1));
    private PauseFile file = new PauseFile(directory);

    @BeforeEach
    void aFleet() {
        file = new PauseFile(directory.resolve("dynagents.paused"));
        simulation
                .account("main", cloud)
                .server(drone)
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .build());
    }

    private Autoscaler started() {
        Autoscaler autoscaler = simulation.startDaemon();
        new PauseWatch(simulation.time(), file, autoscaler).start();
        return autoscaler;
    }

    private static List<String> pauses(Autoscaler autoscaler) {
        return autoscaler.world().breakers().open().stream()
                .filter(breaker -> breaker.kind() == Breaker.Kind.PAUSED)
                .map(Breaker::why)
                .toList();
    }

    private void runFor(Duration time) {
        simulation.time().runFor(time);
    }

    @Test
    void aRunningDaemonNoticesWithinSecondsThatItIsPausedAndThatItIsNot() throws IOException {
        Autoscaler autoscaler = started();
        runFor(Duration.ofMinutes(2));
        assertThat(pauses(autoscaler)).isEmpty();

        file.write("paused by alice");
        runFor(SECONDS);
        assertThat(pauses(autoscaler)).containsExactly("paused by alice");

        file.remove();
        runFor(SECONDS);
        assertThat(pauses(autoscaler)).isEmpty();
    }

    @Test
    void whilePausedNothingIsBoughtAndAfterwardsItIs() throws IOException {
        file.write("paused by alice");
        started();
        drone.submit(Work.of("octo/hello", "default", Duration.ofMinutes(5)));
        runFor(Duration.ofHours(1));
        assertThat(cloud.births()).isZero();

        file.remove();
        runFor(Duration.ofMinutes(20));
        assertThat(drone.statistics().completed()).isEqualTo(1);
    }

    @Test
    void newWordsAreHeeded() throws IOException {
        file.write("paused by alice");
        Autoscaler autoscaler = started();
        runFor(SECONDS);
        file.write("paused by bob");
        runFor(SECONDS);

        assertThat(pauses(autoscaler)).containsExactly("paused by bob");
    }

    @Test
    void anyFileWillDo() throws IOException {
        Files.createFile(file.path());
        assertThat(file.read()).contains("paused by " + file.path());

        Files.write(file.path(), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(file.read()).contains("paused by " + file.path());
    }

    @Test
    void whatCannotBeLookedAtCountsAsPaused() throws IOException {
        assertThat(file.read()).isEmpty();

        Files.createSymbolicLink(file.path(), directory.resolve("gone"));
        assertThat(file.read()).hasValueSatisfying(why -> assertThat(why).contains("cannot be looked at"));
        Files.delete(file.path());

        Files.createDirectory(file.path());
        assertThat(file.read()).hasValueSatisfying(why -> assertThat(why).contains("cannot be looked at"));

        assertThat(new PauseFile(directory.resolve("not-mounted/paused")).read())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be looked at"));
    }
}
