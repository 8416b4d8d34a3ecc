package com.example.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.sim.Simulation;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a test of another project uses the testkit. */
class QuietNightsTest {
    // readme:testkit
    private final Simulation simulation = new Simulation(42).policy(new QuietNights()); // from Monday, 00:00 UTC
    private final FakeCloud cloud =
            FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
    private final FakeCiServer drone =
            FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 2));

    private void startDaemon() {
        simulation
                .account("main", cloud)
                .server(drone)
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .slots(2)
                        .build());
        simulation.startDaemon();
    }

    @Test
    void whatIsQueuedAtNightWaitsForTheMorning() {
        startDaemon();
        drone.submit(Work.of("octo/hello", "nightly", Duration.ofMinutes(5)));

        simulation.time().runFor(Duration.ofHours(6).minusSeconds(1));
        assertThat(cloud.births()).isZero();

        simulation.time().runFor(Duration.ofMinutes(30));
        assertThat(drone.statistics().completed()).isEqualTo(1);
        assertThat(cloud.alive()).isZero(); // and is let go again
    }
    // readme:end

    @Test
    void aWeekOfASmallTeamIsServedAndNothingIsLeft() {
        startDaemon();
        Workload.smallTeam(1, 7).submitTo(drone, simulation.time());

        simulation.time().runFor(Duration.ofDays(8));

        assertThat(drone.statistics().unfinished()).isZero();
        assertThat(cloud.births()).isPositive();
        assertThat(cloud.alive()).isZero();
    }
}
