package io.github.dynagents.core.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Reason;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LiveInterpreterTest {
    private static final Reason WHY = Reason.of("a test");
    private static final Decision BUY = new Decision.Buy("linux", Fleets.SMALL, Money.ZERO, WHY);

    private final TestSeam seam = new TestSeam();
    private final List<String> calls = new ArrayList<>();
    private final List<Outcome> answers = new ArrayList<>();
    private Fleets fleets = Fleets.one().cloud(cloud -> cloud.can(Capability.STOP_AGENT, Capability.START_AGENT));
    private ScriptedMachines cloud = new ScriptedMachines(Fleets.CLOUD, calls);
    private ScriptedServer server = new ScriptedServer(false, calls);

    @Test
    void aPurchaseIsInTheWorldBeforeItIsMade() {
        seam.hold();
        List<Outcome> sent = carryOut(worlds(), BUY);
        assertThat(sent).singleElement().isInstanceOf(Outcome.BuySent.class);
        assertThat(calls).isEmpty();
        seam.go();
        assertThat(calls).containsExactly("buy");
        assertThat(answers).singleElement().isInstanceOf(Outcome.Bought.class);
        Purchase purchase = cloud.purchases.get(0);
        assertThat(((Outcome.BuySent) sent.get(0)).purchase()).isEqualTo(purchase);
        assertThat(purchase.name().value()).startsWith("linux-");
        assertThat(purchase.lease().ttl()).isEqualTo(Duration.ofMinutes(15));
        assertThat(purchase.sendBefore()).isEqualTo(seam.now().plus(Fleets.DEADLINE));
    }

    @Test
    void anAgentWithASecretOfItsOwnIsEnrolledFirst() {
        server = new ScriptedServer(true, calls);
        Outcome.BuySent sent = (Outcome.BuySent) carryOut(worlds(), BUY).get(0);
        seam.pass(Duration.ofSeconds(9));
        assertThat(calls).containsExactly("enrol", "buy");
        Purchase purchase = cloud.purchases.get(0);
        assertThat(purchase.agent().secrets()).containsEntry("SECRET", new Secret("s3cret"));
        assertThat(purchase.sendBefore()).isEqualTo(sent.purchase().sendBefore());
        assertThat(purchase.lease()).isEqualTo(sent.purchase().lease());
    }

    @Test
    void withoutItsSecretNothingIsBought() {
        server = new ScriptedServer(true, calls);
        server.failure = Optional.of(Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "no answer"));
        carryOut(worlds(), BUY);
        seam.run();
        assertThat(calls).containsExactly("enrol");
        assertThat(((Outcome.NotBought) answers.get(0)).problem().effect()).isEqualTo(Failure.Effect.NONE);
    }

    @Test
    void aPurchaseThatCouldNotBeSentInTimeIsNotSentAndNoOfferingIsToBlame() {
        seam.hold();
        carryOut(worlds(), BUY);
        seam.pass(Fleets.DEADLINE.plusMillis(1));
        seam.go();
        assertThat(calls).isEmpty();
        assertThat(answers).singleElement().isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void whereNoMarkArrivesLaterTheLeaseIsTheWholeLife() {
        Capabilities atBirth = Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.AT_BIRTH, End.SELF_TERMINATES)
                .build();
        fleets = Fleets.one().account("cloud", 9, atBirth);
        carryOut(worlds(), BUY);
        seam.run();
        assertThat(cloud.purchases.get(0).lease().ttl()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aPurchaseIsSettledAsItWasFrozen() {
        server = new ScriptedServer(true, calls);
        cloud.failure = Optional.of(Failure.unknownEffect(Failure.Kind.UNAVAILABLE, "no answer"));
        Worlds worlds = worlds();
        LiveInterpreter interpreter = interpreter();
        List<Outcome> sent = interpreter.carryOut(worlds.world(), List.of(BUY));
        seam.run();
        worlds.outcome(sent.toArray(Outcome[]::new)).tick();
        cloud.failure = Optional.empty();
        Instant later = seam.now().plusSeconds(9);
        cloud.settled = Settled.tooEarly(later);
        Decision settle = new Decision.Settle(cloud.purchases.get(0).name(), WHY);
        interpreter.carryOut(worlds.world(), List.of(settle));
        seam.run();
        assertThat(cloud.purchases.get(1)).isEqualTo(cloud.purchases.get(0));
        assertThat(((Outcome.NotSettled) answers.get(1)).askAgain()).isEqualTo(later);
        cloud.settled = Settled.absent();
        interpreter.carryOut(worlds.world(), List.of(settle));
        seam.run();
        assertThat(answers.get(2)).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void theMarksOfAnAccountAreOneCallAndEachIsAnswered() {
        Worlds worlds = worlds().machine("a").machine("b").tickAnd();
        cloud.unmarked.put(Worlds.name("b"), Failure.of(Failure.Kind.INVALID, "no such tag"));
        List<Outcome> sent = carryOut(worlds, renew("a"), renew("b"));
        assertThat(sent).hasOnlyElementsOfType(Outcome.MarkSent.class).hasSize(2);
        seam.run();
        assertThat(calls).containsExactly("mark [a, b]");
        assertThat(answers).hasExactlyElementsOfTypes(Outcome.Marked.class, Outcome.NotMarked.class);
    }

    @Test
    void aDrainIsMarkedFirstAndThenItsAgentIsStopped() {
        Worlds worlds = worlds().machine("a").machine("b").tickAnd();
        List<Outcome> sent = carryOut(worlds, renew("b"), drain("a"));
        assertThat(sent)
                .hasExactlyElementsOfTypes(Outcome.MarkSent.class, Outcome.DrainSent.class, Outcome.MarkSent.class);
        seam.run();
        assertThat(calls).containsExactly("mark [a]", "mark [b]", "stopAgent a");
        assertThat(answers).last().isInstanceOf(Outcome.DrainTold.class);
    }

    @Test
    void anAgentThatNobodyCanStopIsToldByItsMarkAlone() {
        fleets = Fleets.one();
        carryOut(worlds().machine("a").tickAnd(), drain("a"));
        seam.run();
        assertThat(calls).containsExactly("mark [a]");
        assertThat(answers).hasExactlyElementsOfTypes(Outcome.Marked.class, Outcome.DrainTold.class);
    }

    @Test
    void aDrainWhoseMarkFailsIsNotTold() {
        cloud.failure = Optional.of(Failure.of(Failure.Kind.UNSUPPORTED, "no marks here"));
        carryOut(worlds().machine("a").tickAnd(), drain("a"));
        seam.run();
        assertThat(calls).containsExactly("mark [a]");
        assertThat(answers).hasExactlyElementsOfTypes(Outcome.NotMarked.class, Outcome.NotTold.class);
    }

    @Test
    void aThrottledLanePauses() {
        cloud.failure = Optional.of(Failure.of(Failure.Kind.THROTTLED, "slow").retryAfter(Duration.ofSeconds(33)));
        carryOut(worlds().machine("a").tickAnd(), new Decision.Release(Worlds.name("a"), WHY));
        seam.run();
        assertThat(seam.pauses).containsEntry("act-cloud", seam.now().plusSeconds(33));
        assertThat(((Outcome.ReleaseAnswered) answers.get(0)).problem()).isPresent();
    }

    @Test
    void aSecondWishForACordonUnderWayIsNotSentTwice() {
        seam.hold();
        Worlds worlds = worlds().machine("a").tickAnd();
        LiveInterpreter interpreter = interpreter();
        Decision cordon = new Decision.Cordon(Worlds.name("a"), Optional.empty(), WHY);
        interpreter.carryOut(worlds.world(), List.of(cordon));
        interpreter.carryOut(worlds.world(), List.of(cordon));
        seam.go();
        assertThat(calls).containsExactly("cordon a");
        assertThat(answers).singleElement().isInstanceOf(Outcome.Cordoned.class);
    }

    @Test
    void aChangeOfMindIsMarkedAndUncordonedWhereSigtermKills() {
        fleets.linux(pool -> pool.onTerm(OnTerm.KILLS_JOBS));
        Lease lease = new Lease(seam.now(), Duration.ofMinutes(15), false);
        carryOut(worlds().machine("a").tickAnd(), new Decision.Undrain(Worlds.name("a"), lease, WHY));
        seam.run();
        assertThat(calls).containsExactlyInAnyOrder("mark [a]", "uncordon a", "startAgent a");
    }

    /** A simulation found an agent that was stopped as it connected, with its first job. */
    @Test
    void anAgentThatIsNotCordonedIsNotStoppedWhereThatKills() {
        fleets.linux(pool -> pool.onTerm(OnTerm.KILLS_JOBS));
        carryOut(worlds().machine("a").tickAnd(), drain("a"));
        seam.run();
        assertThat(calls).containsExactly("mark [a]");
        assertThat(answers).anyMatch(Outcome.DrainTold.class::isInstance);
    }

    @Test
    void everyServerThatGivesSecretsTakesThemBack() {
        server = new ScriptedServer(true, calls);
        ScriptedServer second = new ScriptedServer(true, calls);
        new LiveInterpreter(
                        seam, fleets.build(), Map.of("cloud", cloud), Map.of("ci", server, "ci2", second), answers::add)
                .carryOut(worlds().world(), List.of(new Decision.Revoke(Worlds.name("a"), WHY)));
        seam.run();
        assertThat(calls).containsExactly("revoke a", "revoke a");
    }

    @Test
    void whatIsNoLongerThereIsLeftAlone() {
        List<Outcome> sent = carryOut(
                worlds(),
                renew("a"),
                drain("a"),
                new Decision.Release(Worlds.name("a"), WHY),
                new Decision.Settle(Worlds.name("a"), WHY));
        seam.run();
        assertThat(sent).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void aDryRunCallsNobody() {
        assertThat(Interpreter.DRY.carryOut(worlds().world(), List.of(BUY))).isEmpty();
    }

    private Worlds worlds() {
        return Worlds.ready(fleets, Fleets.small("0.10"));
    }

    private LiveInterpreter interpreter() {
        return new LiveInterpreter(seam, fleets.build(), Map.of("cloud", cloud), Map.of("ci", server), answers::add);
    }

    private List<Outcome> carryOut(Worlds worlds, Decision... decisions) {
        return interpreter().carryOut(worlds.world(), List.of(decisions));
    }

    private Decision renew(String name) {
        return new Decision.Renew(Worlds.name(name), lease(false), Money.ZERO, WHY);
    }

    private Decision drain(String name) {
        return new Decision.Drain(Worlds.name(name), lease(true), Optional.empty(), WHY);
    }

    private Lease lease(boolean draining) {
        return new Lease(seam.now(), Duration.ofMinutes(15), draining);
    }
}
