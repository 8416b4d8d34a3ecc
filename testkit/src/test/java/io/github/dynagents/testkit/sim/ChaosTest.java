package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.cloud.Birth;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.fault.Faults;
import io.github.dynagents.testkit.time.Spread;
import io.github.dynagents.testkit.time.VirtualTime;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A working day on which everything goes wrong now and then; in the evening it stops going wrong. */
class ChaosTest {
    private static final List<Function<VirtualTime, FakeCloud>> CLOUDS =
            List.of(FakeClouds::ec2, FakeClouds::ecs, FakeClouds::gke, FakeClouds::droplets, FakeClouds::processes);
    private static final List<Birth> BIRTHS = List.of(Birth.values());
    private static final Duration DAY = Duration.ofHours(20);

    @Test
    void afterADayOfFaultsAllJobsHaveRunAndNothingIsLeft() {
        Seeds.each(40, ChaosTest::day);
    }

    private static void day(long seed) {
        RandomGenerator random = Seeds.random(seed);
        Scene scene = random.nextInt(3) == 0 ? Scene.woodpecker(seed) : Scene.drone(seed);
        scene.slots(random.nextInt(1, 4));
        FakeCloud cheap = sells(CLOUDS.get(random.nextInt(CLOUDS.size())).apply(scene.time), "0.10", random);
        FakeCloud dear = sells(FakeClouds.ec2(scene.time), "0.20", random);
        scene.account("cheap", cheap, random.nextInt(1, 6)).account("dear", dear);
        List.of(cheap.faults(), dear.faults(), scene.ci.faults()).forEach(faults -> upset(faults, random));
        scene.start();
        Workload.smallTeam(seed, 1).submitTo(scene.ci, scene.time);
        Instant evening = scene.now().plus(DAY);
        kills(scene, random, evening);
        scene.time.runUntil(evening);
        List.of(cheap.faults(), dear.faults(), scene.ci.faults()).forEach(Faults::clear);
        for (FakeCloud cloud : List.of(cheap, dear)) {
            cloud.offering("small").broken(0, Birth.GOOD);
        }
        scene.runFor(Duration.ofHours(16));
        scene.endsWell();
        assertThat(scene.ci.statistics().completed())
                .isEqualTo(scene.ci.statistics().submitted());
        double worked = scene.ci.statistics().worked().toMinutes() / 60.0;
        assertThat(scene.spent()).as("for %s hours of work", worked).isLessThan(Money.dollars(10 + worked * 0.6));
    }

    private static FakeCloud sells(FakeCloud cloud, String price, RandomGenerator random) {
        FakeOffering small = FakeOffering.of("small", Money.dollars(price))
                .terms(random.nextBoolean() ? BillingTerms.PER_SECOND : BillingTerms.HOURLY)
                .boot(Spread.around(Duration.ofSeconds(random.nextInt(20, 180)), 0.4))
                .broken(random.nextDouble(0.2), BIRTHS.get(random.nextInt(BIRTHS.size())));
        if (random.nextBoolean()) {
            small.spot(Spread.exponential(Duration.ofHours(3)), Duration.ofMinutes(random.nextInt(0, 3)));
        }
        return cloud.sells(small).latency(Spread.around(Duration.ofMillis(300), 0.5));
    }

    private static void upset(Faults faults, RandomGenerator random) {
        faults.sometimes(random.nextDouble(0.05), new Fault.AnswerLost());
        faults.sometimes(random.nextDouble(0.03), new Fault.Doubtful(Failure.Kind.UNAVAILABLE));
        faults.sometimes(random.nextDouble(0.02), new Fault.Hangs(random.nextBoolean()));
        faults.sometimes(random.nextDouble(0.02), new Fault.HappensLater(Duration.ofSeconds(random.nextInt(1, 30))));
        faults.sometimes(random.nextDouble(0.05), new Fault.Slow(Duration.ofSeconds(random.nextInt(1, 40))));
        faults.sometimes(random.nextDouble(0.1), Fault.unreachable());
        faults.sometimes(random.nextDouble(0.03), Fault.throttled(Duration.ofSeconds(random.nextInt(1, 60))));
        // a restart that a bug made impossible is not tried again
        CallKind[] all = EnumSet.complementOf(EnumSet.of(CallKind.RESTART)).toArray(CallKind[]::new);
        faults.sometimes(random.nextDouble(0.02), new Fault.Throws(() -> new IllegalStateException("a bug")), all);
        faults.sometimes(random.nextDouble(0.01), new Fault.DoesNotLink(), all);
    }

    private static void kills(Scene scene, RandomGenerator random, Instant evening) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant when = scene.now().plusSeconds(random.nextLong(DAY.toSeconds() - 7200));
            Duration dead = Duration.ofSeconds(random.nextInt(1, 3600));
            boolean stops = random.nextBoolean();
            scene.time.at(when, () -> {
                if (stops) {
                    scene.simulation.daemonProcess().stop();
                    scene.time.at(
                            when.plus(dead),
                            () -> scene.simulation.daemonProcess().resume());
                } else {
                    scene.simulation.killDaemon();
                    scene.simulation.startDaemon();
                }
            });
        }
        scene.simulation.daemonProcess().jump(Duration.ofMinutes(random.nextInt(300)));
        scene.time.at(
                evening.minus(Duration.ofHours(10)),
                () -> scene.simulation.daemonProcess().jump(Duration.ofHours(-2)));
    }
}
