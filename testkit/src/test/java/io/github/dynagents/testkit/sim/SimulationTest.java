package io.github.dynagents.testkit.sim;

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
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final Simulation simulation = new Simulation(42);
    private final FakeCloud cloud =
            FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
    private final FakeCiServer drone =
            FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 2));

    private void started() {
        simulation
                .account("main", cloud)
                .server(drone)
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .slots(2)
                        .build());
        simulation.startDaemon();
    }

    @Test
    void aJobBuysAMachineThatRunsItAndIsLetGo() {
        simulation.time().onNote((at, what) -> System.out.println(at + " " + what));
        simulation.listener(new io.github.dynagents.core.Autoscaler.Listener() {
            @Override
            public void decided(
                    io.github.dynagents.core.world.World w,
                    io.github.dynagents.core.policy.Plan p,
                    io.github.dynagents.core.policy.Cut c) {
                p.decisions().forEach(d -> System.out.println(w.now() + "    " + d));
            }
        });
        started();
        drone.submit(Work.of("octo/hello", "default", Duration.ofMinutes(5)));
        simulation.time().runFor(Duration.ofHours(1));
        assertThat(cloud.births()).isEqualTo(1);
        assertThat(drone.statistics().completed()).isEqualTo(1);
        assertThat(cloud.alive()).isZero();
    }

    @Test
    void aWeek() {
        started();
        Workload.smallTeam(1, 7).submitTo(drone, simulation.time());
        long t = System.nanoTime();
        simulation.time().runFor(Duration.ofDays(8));
        System.out.println(
                (System.nanoTime() - t) / 1000000 + " ms " + simulation.time().eventsRun() + " " + drone.statistics()
                        + cloud.spent() + " " + cloud.births() + " " + cloud.mostAlive());
        assertThat(drone.statistics().unfinished()).isZero();
        assertThat(cloud.alive()).isZero();
    }
}
