package io.github.dynagents.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.testkit.cloud.FakeCloud;
import io.github.dynagents.testkit.cloud.FakeClouds;
import io.github.dynagents.testkit.cloud.FakeOffering;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Calls to a cloud that are not answered, or not well. */
class LostAnswersTest {
    private static final List<Function<VirtualTime, FakeCloud>> ONE_OF_EACH_PROTOCOL =
            List.of(FakeClouds::ec2, FakeClouds::gke, FakeClouds::droplets);

    private static final List<Fault> WITH_THE_MACHINE = List.of(
            new Fault.AnswerLost(),
            new Fault.Hangs(true),
            new Fault.HappensLater(Duration.ofSeconds(20)),
            new Fault.Slow(Duration.ofSeconds(29)),
            new Fault.Slow(Duration.ofSeconds(50)));

    private static final List<Fault> WITHOUT_IT = List.of(
            new Fault.Doubtful(Failure.Kind.UNAVAILABLE),
            new Fault.Hangs(false),
            Fault.refused(Failure.Kind.BROKEN),
            Fault.throttled(Duration.ofSeconds(30)),
            new Fault.DoesNotLink());

    private static Scene on(Function<VirtualTime, FakeCloud> kind) {
        Scene scene = Scene.drone(1);
        return scene.account("main", kind.apply(scene.time).sells(FakeOffering.of("small", Scene.DIME)));
    }

    @TestFactory
    Stream<DynamicTest> aPurchaseOfWhichNoAnswerCameIsSettledAndNeverMadeTwice() {
        return ONE_OF_EACH_PROTOCOL.stream()
                .flatMap(kind -> Stream.concat(WITH_THE_MACHINE.stream(), WITHOUT_IT.stream())
                        .map(fault -> {
                            Scene scene = on(kind);
                            String name = scene.cloud().capabilities().once() + " " + fault;
                            return DynamicTest.dynamicTest(name, () -> isMadeOnce(scene, fault));
                        }));
    }

    private static void isMadeOnce(Scene scene, Fault fault) {
        scene.start();
        scene.cloud().faults().next(CallKind.BUY, fault);
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(5));
        assertThat(scene.births()).isEqualTo(1);
        assertThat(scene.ci.statistics().completed()).isEqualTo(1);
        assertThat(scene.cloud().sideResources("main")).isEmpty();
        scene.endsWell();
    }

    @Test
    void aReleaseThatFailsForAnHourIsRepeatedUntilTheMachineIsGone() {
        Scene scene = on(FakeClouds::droplets).start();
        Instant from = scene.now();
        scene.cloud().faults().during(from, from.plus(Duration.ofMinutes(90)), Fault.unreachable(), CallKind.RELEASE);
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofMinutes(89));
        assertThat(scene.alive()).isEqualTo(1);
        assertThat(scene.cloud().faults().calls(CallKind.RELEASE)).isBetween(10, 90);
        scene.runFor(Duration.ofMinutes(10));
        scene.endsWell();
    }

    @Test
    void aReleaseWhoseAnswerLiesIsRepeated() {
        Scene scene = on(FakeClouds::droplets).start();
        scene.cloud().faults().next(CallKind.RELEASE, new Fault.Hangs(false));
        scene.cloud().faults().next(CallKind.RELEASE, new Fault.Doubtful(Failure.Kind.BROKEN));
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.cloud().faults().calls(CallKind.RELEASE)).isEqualTo(3);
        scene.endsWell();
    }

    @Test
    void whileMachinesCannotBeListedNothingIsBoughtAndNothingDropped() {
        Scene scene = on(FakeClouds::ec2).start();
        scene.submit(Duration.ofMinutes(50));
        scene.runFor(Duration.ofMinutes(10));
        Instant from = scene.now();
        scene.cloud().faults().during(from, from.plus(Duration.ofMinutes(30)), Fault.unreachable(), CallKind.LIST);
        scene.runFor(Duration.ofMinutes(1));
        scene.submit(3, Duration.ofMinutes(1));
        scene.runFor(Duration.ofMinutes(28));
        assertThat(scene.births()).isEqualTo(1);
        assertThat(scene.ci.statistics().running()).isEqualTo(1);
        assertThat(scene.journal.told()).containsKey("unlisted/main");
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.births()).isEqualTo(4);
        assertThat(scene.ci.statistics().lost()).isZero();
        scene.endsWell();
    }

    @Test
    void aThrottledCloudIsAskedNoMoreOftenThanItSays() {
        Scene scene = on(FakeClouds::ec2).start();
        Instant from = scene.now();
        scene.cloud()
                .faults()
                .during(from, from.plus(Duration.ofHours(1)), Fault.throttled(Duration.ofMinutes(5)), CallKind.BUY);
        scene.submit(20, Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(1));
        assertThat(scene.births()).isZero();
        assertThat(scene.cloud().faults().calls(CallKind.BUY)).isLessThan(40);
        scene.runFor(Duration.ofHours(3));
        scene.endsWell();
    }

    @TestFactory
    Stream<DynamicTest> anAccountWhosePluginIsBrokenHoldsNoOtherUp() {
        return Stream.of(
                        new Fault.Throws(() -> new IllegalStateException("a bug")),
                        new Fault.DoesNotLink(),
                        new Fault.Hangs(false),
                        Fault.unreachable())
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), () -> holdsNothingUp(fault)));
    }

    private static void holdsNothingUp(Fault fault) {
        Scene scene = Scene.drone(2);
        FakeCloud broken = FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", Money.dollars("0.01")));
        broken.faults().always(fault);
        FakeCloud sound = FakeClouds.gke(scene.time).sells(FakeOffering.of("small", Scene.DIME));
        scene.account("a-broken", broken).account("b-sound", sound).start();
        scene.submit(3, Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(3));
        assertThat(sound.births()).isEqualTo(3);
        assertThat(broken.births()).isZero();
        assertThat(scene.journal.told()).containsKey("unlisted/a-broken");
        scene.endsWell();
    }

    @Test
    void anAccountThatBreaksWhileItHasMachinesLosesThemByTheirLeases() {
        Scene scene = Scene.drone(3);
        FakeCloud breaks = FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", Money.dollars("0.01")));
        FakeCloud sound = FakeClouds.ec2(scene.time).sells(FakeOffering.of("small", Scene.DIME));
        scene.account("breaks", breaks).account("sound", sound).start();
        scene.submit(Duration.ofMinutes(40));
        scene.runFor(Duration.ofMinutes(10));
        breaks.faults().always(new Fault.Hangs(false));
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(3));
        assertThat(breaks.births()).isEqualTo(1);
        assertThat(sound.births()).as("one for the job that came then").isEqualTo(1);
        assertThat(scene.ci.statistics().lost()).isZero();
        assertThat(scene.alive()).isZero();
        assertThat(scene.ci.statistics().unfinished()).isZero();
    }

    @Test
    void aPurchaseThatIsNeverAnsweredForHoursByTheHourIsPaidOnce() {
        Scene scene = Scene.drone(4);
        scene.account(
                "main",
                FakeClouds.droplets(scene.time)
                        .sells(FakeOffering.of("small", Scene.DIME).terms(BillingTerms.HOURLY)));
        scene.start();
        scene.cloud().faults().next(CallKind.BUY, new Fault.Hangs(true));
        Instant from = scene.now();
        scene.cloud().faults().during(from, from.plus(Duration.ofMinutes(20)), Fault.unreachable(), CallKind.SETTLE);
        scene.submit(Duration.ofMinutes(5));
        scene.runFor(Duration.ofHours(5));
        assertThat(scene.spent()).isEqualTo(Scene.DIME);
        assertThat(scene.journal.count(Decision.Buy.class)).isEqualTo(1);
        scene.endsWell();
    }
}
