package io.github.dynagents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.interpret.Seam;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.ci.AgentProfile;
import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeMachines;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Time, cloud and CI server, driven by hand. */
class TogetherTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(15);

    @Test
    void aMachineIsBoughtRunsItsJobEndsWithItsLeaseAndIsBilledForThat() {
        VirtualTime time = new VirtualTime(START, 1);
        FakeCiServer ci = FakeCiServer.drone(time, "ci").serves(AgentProfile.of("linux", 1));
        FakeCloud cloud = FakeClouds.processes(time)
                .reaches(ci)
                .sells(FakeOffering.of("small", Money.dollars("3.60")).boot(Spread.always(Duration.ofSeconds(55))));
        FakeMachines account = cloud.account("main");
        ci.submit(Work.of("r", "p", Duration.ofMinutes(4)));

        time.lane("main", 1)
                .submit(0, Duration.ofSeconds(30), () -> account.buy(purchase(time, ci, "m")), answer -> {});
        time.runFor(Duration.ofMinutes(5));
        assertThat(ci.statistics().completed()).isEqualTo(1);
        assertThat(ci.statistics().meanWait()).isEqualTo(Duration.ofSeconds(60));

        assertThat(time.runUntilIdle(Duration.ofDays(2))).isTrue();
        assertThat(cloud.alive()).isZero();
        Instant ended = cloud.invoice().items().getFirst().ended().orElseThrow();
        assertThat(ended)
                .isBetween(
                        START.plusSeconds(55).plus(TTL), START.plusSeconds(57).plus(TTL));
        Duration seconds =
                Duration.ofSeconds(Duration.between(START, ended.minusNanos(1)).toSeconds() + 1);
        assertThat(cloud.invoice().total())
                .isEqualTo(Money.dollars("0.001").times(seconds.toSeconds()))
                .isEqualTo(cloud.spent());
    }

    @Test
    void theSameSeedGivesTheSameDayAndAnotherSeedAnother() {
        List<String> day = day(11);

        assertThat(day).hasSizeGreaterThan(200);
        assertThat(day(11)).isEqualTo(day);
        assertThat(day(12)).isNotEqualTo(day);
    }

    private static List<String> day(long seed) {
        VirtualTime time = new VirtualTime(START, seed);
        List<String> notes = new ArrayList<>();
        time.onNote((at, what) -> notes.add(at + " " + what));
        FakeCiServer ci = FakeCiServer.drone(time, "ci").serves(AgentProfile.of("linux", 2));
        FakeCloud cloud = FakeClouds.ec2(time)
                .reaches(ci)
                .latency(Spread.around(Duration.ofMillis(300), 0.5))
                .sells(FakeOffering.of("small", Money.dollars("0.1"))
                        .spot(Spread.exponential(Duration.ofHours(2)), Duration.ofMinutes(2)));
        cloud.faults().sometimes(0.1, new Fault.AnswerLost());
        Workload.smallTeam(seed, 1).submitTo(ci, time);
        FakeMachines account = cloud.account("main");
        Seam.Lane lane = time.lane("main", 4);
        for (int hour = 0; hour < 24; hour++) {
            String name = "m" + hour;
            time.at(
                    START.plus(Duration.ofHours(hour)),
                    () -> lane.submit(
                            0,
                            Duration.ofSeconds(30),
                            () -> account.buy(purchase(time, ci, name)),
                            answer -> time.note(
                                    () -> "answer " + answer.getClass().getSimpleName())));
        }
        time.runFor(Duration.ofDays(2));
        notes.add(cloud.invoice().toString());
        notes.add(ci.statistics().toString());
        return notes;
    }

    private static Purchase purchase(VirtualTime time, FakeCiServer ci, String name) {
        MachineName machine = new MachineName(name);
        return new Purchase(
                machine,
                "sim",
                "linux",
                new OfferingId("main", "small"),
                ci.agentFor(machine, "linux", Optional.empty()),
                new Lease(time.now().plus(TTL), TTL, false),
                Duration.ofHours(1),
                Duration.ofDays(1),
                time.now().plusSeconds(60));
    }
}
