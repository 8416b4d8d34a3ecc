package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Bound;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.world.Safety;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.ci.Work;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The worst case is held against the cloud's own invoice. */
class BoundTest {
    private static final List<Function<VirtualTime, FakeCloud>> BOUNDED =
            List.of(FakeClouds::ec2, FakeClouds::ecs, FakeClouds::gke, FakeClouds::processes);
    private static final List<BillingTerms> TERMS = List.of(
            BillingTerms.PER_SECOND,
            BillingTerms.HOURLY,
            new BillingTerms(Duration.ofMinutes(1), Duration.ofMinutes(10)),
            new BillingTerms(Duration.ofSeconds(1), Duration.ofHours(6)));

    @Test
    void noDeathOfTheDaemonCostsMoreThanTheBoundThatWasToldBefore() {
        Seeds.each(200, BoundTest::holds);
    }

    private static void holds(long seed) {
        RandomGenerator random = Seeds.random(seed);
        Scene scene = random.nextInt(4) == 0 ? Scene.woodpecker(seed) : Scene.drone(seed);
        FakeCloud cloud = BOUNDED.get(random.nextInt(BOUNDED.size())).apply(scene.time);
        FakeOffering offering = FakeOffering.of("small", Scene.DIME).terms(TERMS.get(random.nextInt(TERMS.size())));
        if (random.nextInt(4) == 0) {
            // machines whose script never runs are excluded by the assumption that is printed with the bound
            offering.broken(0.3, Birth.AGENT_NEVER_CONNECTS);
        }
        scene.account("main", cloud.sells(offering)).slots(random.nextInt(1, 4));
        scene.simulation.safety(new Safety(
                Duration.ofSeconds(random.nextInt(120, 1800)),
                Duration.ofSeconds(random.nextInt(0, 5400)),
                Duration.ofSeconds(random.nextInt(3600, 40_000)),
                Duration.ofSeconds(random.nextInt(0, 3600)),
                Optional.empty(),
                Safety.DEFAULT.reapMargin()));
        if (random.nextInt(3) == 0) {
            cloud.faults().sometimes(0.05, new Fault.AnswerLost(), CallKind.BUY, CallKind.MARK, CallKind.RELEASE);
            cloud.faults().sometimes(0.05, new Fault.Hangs(false));
            cloud.faults().sometimes(0.05, new Fault.HappensLater(Duration.ofSeconds(20)), CallKind.BUY, CallKind.MARK);
            cloud.faults().sometimes(0.05, Fault.refused(Failure.Kind.UNAVAILABLE));
        }
        Autoscaler autoscaler = scene.started();
        Duration life = Duration.ofSeconds(random.nextInt(60, 2 * 3600));
        Instant start = scene.now();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            Work work = Work.of("octo/hello", "default", Duration.ofSeconds(random.nextInt(10, 9000)));
            scene.time.at(start.plusSeconds(random.nextLong(life.toSeconds() + 1)), () -> scene.ci.submit(work));
        }
        scene.runFor(life);
        World world = autoscaler.world();
        Bound bound = Bound.of(world);
        Instant kill = scene.now();
        scene.simulation.killDaemon();
        scene.runFor(Duration.ofDays(3));
        Money spent = scene.spent().minus(cloud.invoice().totalAt(world.now()));
        assertThat(bound.isBounded()).isTrue();
        assertThat(scene.alive()).as("alive for ever").isZero();
        assertThat(spent).as("bound " + bound + " " + world.seats()).isLessThanOrEqualTo(bound.most());
        assertThat(cloud.invoice().items())
                .flatExtracting(item -> item.ended().stream().toList())
                .allSatisfy(ended -> assertThat(ended).isBeforeOrEqualTo(latest(bound, kill)));
    }

    private static Instant latest(Bound bound, Instant kill) {
        return bound.latest().isAfter(kill) ? bound.latest() : kill;
    }
}
