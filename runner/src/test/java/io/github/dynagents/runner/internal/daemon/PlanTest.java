package io.github.dynagents.runner.internal.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.sim.Simulation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Simulation simulation = new Simulation(1);
    private final FakeCloud cloud =
            FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));

    private Look look() {
        simulation
                .account("main", cloud)
                .server(FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 1)))
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .build());
        var autoscaler = simulation.startDaemon();
        simulation.time().runFor(Duration.ofMinutes(1));
        return new Look(autoscaler.world(), new Cut(List.of(), List.of()));
    }

    @Test
    void itTellsWhatAnAccountSells() {
        assertThat(PlanText.of(look()))
                .anyMatch(line -> line.startsWith("  sells small at $0.10 an hour"))
                .noneMatch(line -> line.contains("unknown"));
    }

    @Test
    void itTellsWhyNothingIsSold() {
        cloud.faults().always(Fault.refused(Failure.Kind.INVALID), CallKind.OFFERINGS);
        Look look = look();
        assertThat(look.isWhole()).isFalse();
        assertThat(PlanText.of(look))
                .contains("account main: 0 machine(s)")
                .anyMatch(line -> line.startsWith("what account main sells is unknown: ")
                        && line.contains("OFFERINGS is refused"));
        assertThat(String.valueOf(PlanJson.of(look).get("offerings"))).contains("known=false", "OFFERINGS is refused");
    }
}
