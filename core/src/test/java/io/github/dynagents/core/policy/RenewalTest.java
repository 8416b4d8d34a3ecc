package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Problem;
import io.github.dynagents.core.world.Seat;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lease of 15 minutes is moved every five. */
final class RenewalTest {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration THIRD = Duration.ofMinutes(5);

    private final Worlds worlds = busy(Fleets.one());

    @Test
    void aLeaseIsMovedWhenAThirdOfItIsOver() {
        assertThat(Plans.renewals(worlds.after(THIRD.minusSeconds(1)))).isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        worlds.after(Duration.ofSeconds(1));
        Decision.Renew renew = Plans.all(worlds.world(), Decision.Renew.class).get(0);
        assertThat(renew.lease()).isEqualTo(new Lease(worlds.now().plus(LEASE), LEASE, false));
        assertThat(renew.atMost().micros()).isPositive();
    }

    @Test
    void whileItsCallIsUnderWayAMarkIsNotMovedAgain() {
        worlds.after(THIRD);
        sent();
        assertThat(Plans.renewals(worlds.after(Fleets.DEADLINE.multipliedBy(2).minusSeconds(1))))
                .isEmpty();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void aMovedMarkRestsForAThirdFromWhenItWasSent() {
        worlds.after(THIRD);
        Lease lease = sent();
        Instant sent = worlds.now();
        worlds.after(Duration.ofSeconds(20));
        worlds.outcome(new Outcome.Marked(Worlds.name("a"), lease, worlds.now()))
                .tick();
        assertThat(Plans.renewals(worlds.at(sent.plus(THIRD).minusSeconds(1)))).isEmpty();
        assertThat(Plans.renewals(worlds.at(sent.plus(THIRD)))).containsExactly("a");
    }

    @Test
    void aMarkThatCouldNotBeSetIsTriedAgainSoonAndThenLater() {
        worlds.after(THIRD);
        sent();
        fails();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(3)))).isEmpty();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
        sent();
        fails();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(7)))).isEmpty();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
        for (int i = 0; i < 10; i++) {
            sent();
            fails();
        }
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(59)))).isEmpty();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void theLessOfALeaseIsLeftTheSoonerAMarkThatCouldNotBeSetIsTriedAgain() {
        worlds.after(THIRD);
        for (int i = 0; i < 10; i++) {
            sent();
            fails();
        }
        worlds.after(THIRD);
        worlds.after(THIRD.minusSeconds(80));
        sent();
        fails();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(19)))).isEmpty();
        assertThat(Plans.renewals(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void whatWouldBeDueSoonIsMovedAlongToTheSameInstant() {
        worlds.after(Duration.ofMinutes(2));
        another("b");
        worlds.after(Duration.ofMinutes(3));
        another("c");
        List<Decision.Renew> renewals = Plans.all(worlds.world(), Decision.Renew.class);
        assertThat(renewals).extracting(renew -> renew.name().value()).containsExactly("a", "b");
        assertThat(renewals)
                .extracting(Decision.Renew::lease)
                .containsOnly(renewals.getFirst().lease());
    }

    @Test
    void anIdleMachinesLeaseRatherEndsWithTheHourThatIsPaid() {
        Worlds idle =
                Worlds.ready(Fleets.one(), Fleets.hourly("0.10")).leased("a").agent("a");
        Instant paidUntil = idle.now().plus(Duration.ofHours(1));
        idle.tick();
        Instant latest = paidUntil.minus(Duration.ofMinutes(2));
        for (int minute : new int[] {40, 45, 48}) {
            assertThat(Plans.all(idle.at(paidUntil.minusSeconds(3600 - minute * 60L)), Decision.Renew.class))
                    .singleElement()
                    .satisfies(renew -> assertThat(renew.lease().until()).isBeforeOrEqualTo(latest))
                    .satisfies(renew -> assertThat(renew.lease().ttl()).isGreaterThanOrEqualTo(THIRD));
        }
        idle.running("1", "a").at(paidUntil.minusSeconds(600));
        assertThat(Plans.all(idle.world(), Decision.Renew.class))
                .singleElement()
                .extracting(renew -> renew.lease().ttl())
                .isEqualTo(LEASE);
    }

    @Test
    void whereMarksDoNotReachMachinesNoneIsMoved() {
        for (LeaseChannel channel : new LeaseChannel[] {LeaseChannel.AT_BIRTH, LeaseChannel.NONE}) {
            var cloud = io.github.dynagents.core.spi.Capabilities.builder(
                            io.github.dynagents.core.spi.Once.UNIQUE_NAME,
                            channel,
                            io.github.dynagents.core.spi.End.SELF_TERMINATES)
                    .build();
            Worlds unreached = busy(Fleets.one().account("cloud", 10, cloud));
            assertThat(Plans.renewals(unreached.after(Duration.ofHours(1)))).isEmpty();
        }
    }

    @Test
    void aDrainingMachineKeepsItsLeaseWhileItsJobsRunAndItsGraceLasts() {
        worlds.drained("a").after(THIRD);
        assertThat(Plans.all(worlds.world(), Decision.Renew.class))
                .singleElement()
                .extracting(renew -> renew.lease().draining())
                .isEqualTo(true);
        assertThat(Plans.renewals(worlds.after(Duration.ofMinutes(56)))).isEmpty();
    }

    @Test
    void aDrainingMachineWithoutJobsIsLeftToItsEnd() {
        worlds.drained("a").done("1").after(THIRD);
        assertThat(Plans.renewals(worlds.world())).isEmpty();
    }

    @Test
    void aMachineThatIsToldToDrainIsNotAlsoRenewed() {
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now())).after(THIRD);
        assertThat(Plans.drains(worlds.world())).containsExactly("a");
        assertThat(Plans.renewals(worlds.world())).isEmpty();
    }

    private static Worlds busy(Fleets fleets) {
        Worlds worlds = Worlds.ready(fleets, Fleets.small("0.10"));
        Lease lease = new Lease(worlds.now().plus(LEASE), LEASE, false);
        return worlds.machine("a", machine -> machine.lease(lease))
                .running("1", "a")
                .tickAnd();
    }

    private void another(String name) {
        Lease lease = new Lease(worlds.now().plus(LEASE), LEASE, false);
        worlds.machine(name, machine -> machine.lease(lease))
                .running("of-" + name, name)
                .tick();
    }

    private Lease sent() {
        Lease lease = new Lease(worlds.now().plus(LEASE), LEASE, false);
        worlds.outcome(new Outcome.MarkSent(Worlds.name("a"), lease, worlds.now()))
                .tick();
        return lease;
    }

    private void fails() {
        Problem problem = Problem.of(Failure.of(Failure.Kind.UNAVAILABLE, "away"));
        Lease lease = worlds.seat("a", Seat.Listed.class).mark().lease();
        worlds.outcome(new Outcome.NotMarked(Worlds.name("a"), lease, problem, worlds.now()))
                .tick();
    }
}
