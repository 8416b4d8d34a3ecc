package io.github.dynagents.runner.internal.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Pool;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.Supply;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.sim.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Simulation simulation = new Simulation(1);
    private final FakeCiServer server =
            FakeCiServer.drone(simulation.time(), "drone").serves(AgentProfile.of("linux", 1));
    private FakeCloud cloud = FakeClouds.ec2(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));

    private Look look() {
        return look(autoscaler -> {});
    }

    private Look look(Consumer<Autoscaler> meanwhile) {
        simulation
                .account("main", cloud)
                .server(server)
                .pool(Pool.builder("linux", "drone", List.of(Supply.parse("main")))
                        .build());
        var autoscaler = simulation.startDaemon();
        meanwhile.accept(autoscaler);
        simulation.time().runFor(Duration.ofMinutes(1));
        return new Look(autoscaler.world(), new Cut(List.of(), List.of()), Findings.NONE);
    }

    @Test
    void itTellsWhatAnAccountSells() {
        assertThat(PlanText.of(look()))
                .anyMatch(line -> line.startsWith("  sells small at $0.10 an hour"))
                .noneMatch(line -> line.contains("unknown"));
    }

    @Test
    void itShowsTheWorstCaseOfAllAndByPoolAndTheMostOfADay() {
        simulation.limits(new Limits(4, Optional.of(Money.dollars("2.00")), Optional.empty()));

        assertThat(PlanText.of(look()))
                .contains("  pool linux: $0.00")
                .anyMatch(line -> line.startsWith("worst case if the daemon died now: $0.00, all gone by "))
                .anyMatch(line -> line.startsWith("the most that 24 hours can cost, whatever goes wrong: $"))
                .noneMatch(line -> line.contains("reap"));
    }

    @Test
    void whereOnlyAReapEndsTheBillItShowsTheWorstCaseWithAndWithoutIt() {
        cloud = FakeClouds.droplets(simulation.time()).sells(FakeOffering.of("small", Money.dollars("0.10")));
        simulation.safety(new Safety(
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Optional.of(Duration.ofMinutes(10)),
                Duration.ofMinutes(5)));
        server.submit(Work.of("octo/hello", "default", Duration.ofHours(1)));

        Look look = look();

        assertThat(PlanText.of(look))
                .anyMatch(line -> line.matches("worst case if the daemon died now: \\$0\\.\\d+, all gone by .*, with a"
                        + " reap each 10 minutes"))
                .anyMatch(line -> line.startsWith("  and if nobody reaped either: unbounded, as only a release ends"))
                .anyMatch(line -> line.matches("  pool linux: \\$0\\.\\d+, without reap unbounded"));
        assertThat(PlanJson.of(look))
                .containsEntry("bounded", true)
                .extractingByKey("withoutReap")
                .asString()
                .contains("bounded=false");
    }

    @Test
    void itTellsThatItIsPaused() {
        Look look = look(autoscaler -> autoscaler.pause("paused by alice: the bill"));

        assertThat(String.valueOf(PlanJson.of(look).get("breakers")))
                .contains("kind=paused", "reach=everything", "why=paused by alice: the bill", "advice=");
    }

    @Test
    void whereNothingIsKnownToBeSoldItDoesNotAskForALimitThatIsSet() {
        simulation.limits(new Limits(4, Optional.of(Money.dollars("2.00")), Optional.empty()));
        cloud.faults().always(Fault.refused(Failure.Kind.DENIED), CallKind.OFFERINGS);
        assertThat(PlanText.of(look()))
                .contains("the most that 24 hours can cost is not known, as what some account sells is not");
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
