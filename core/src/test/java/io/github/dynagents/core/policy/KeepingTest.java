package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keep or let go, and changes of mind. */
final class KeepingTest {
    /** From the go/no-go to the boundary: 25 s, 5 s until a mark can be read and 5 s until it is. */
    private static final Duration LEAD = Duration.ofSeconds(95);

    private static final Duration HOUR = Duration.ofHours(1);

    private final Worlds hourly = Worlds.ready(Fleets.one(), Fleets.hourly("0.40"));
    private final Instant born = hourly.now();

    @Test
    void aMachineWhoseTimeIsPaidIsNotReleasedEarly() {
        hourly.machine("a").agent("a").tick();
        Instant decision = born.plus(HOUR).minus(LEAD);
        assertThat(Plans.of(hourly.world()).wakeAt()).isBeforeOrEqualTo(decision);
        assertThat(Plans.drains(hourly.at(decision.minusSeconds(1)))).isEmpty();
        assertThat(Plans.of(hourly.world()).wakeAt()).isEqualTo(decision);
    }

    @Test
    void shortlyBeforeTheBoundaryAMachineThatNobodyMayNeedGoes() {
        hourly.machine("a").agent("a").tick();
        assertThat(Plans.drains(hourly.at(born.plus(HOUR).minus(LEAD)))).containsExactly("a");
    }

    /** A simulation found one that was let go with the job that it had just been given. */
    @Test
    void aMachineIsNotLetGoBeforeAQueueCanHaveShownItsJob() {
        Worlds worlds = Worlds.ready();
        worlds.queueHeld(true).machine("a").after(Duration.ofSeconds(10));
        worlds.after(Duration.ofMinutes(30));
        assertThat(Plans.drains(worlds.world())).isEmpty();
        worlds.queueHeld(false).after(Duration.ofSeconds(10));
        assertThat(Plans.drains(worlds.world())).containsExactly("a");
    }

    @Test
    void shortlyBeforeTheBoundaryAMachineThatWorksStays() {
        hourly.machine("a").running("1", "a").tick();
        assertThat(Plans.drains(hourly.at(born.plus(HOUR).minus(LEAD)))).isEmpty();
    }

    @Test
    void shortlyBeforeTheBoundaryAMachineWhoseWorkComesAllTheTimeStays() {
        Worlds cheap = Worlds.ready(Fleets.one(), Fleets.hourly("0.01"));
        cheap.machine("a").tick();
        cheap.agent("a").after(Duration.ofSeconds(90));
        for (int i = 0; i < 28; i++) {
            cheap.running("1", "a").after(Duration.ofMinutes(1));
            cheap.done("1").after(Duration.ofMinutes(1));
        }
        assertThat(Plans.drains(cheap.at(born.plus(HOUR).minus(LEAD)))).isEmpty();
        assertThat(Plans.of(cheap.world()).wakeAt())
                .isBeforeOrEqualTo(born.plus(HOUR).plus(HOUR).minus(LEAD));
    }

    @Test
    void afterTheBoundaryTheNextHourIsPaidAndTheMachineStays() {
        hourly.machine("a").agent("a").tick();
        assertThat(Plans.drains(hourly.at(born.plus(HOUR).plusSeconds(1)))).isEmpty();
    }

    @Test
    void byTheSecondAnIdleMachineGoesSoonWhenNobodyMayNeedIt() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a");
        worlds.tick();
        worlds.done("1").after(Duration.ofMinutes(5));
        Duration idle = Duration.ZERO;
        while (Plans.drains(worlds.world()).isEmpty() && idle.compareTo(HOUR) < 0) {
            Instant wake = Plans.of(worlds.world()).wakeAt();
            idle = idle.plus(Duration.between(worlds.now(), wake));
            worlds.at(wake);
        }
        assertThat(idle).isLessThan(HOUR);
        assertThat(Plans.all(worlds.world(), Decision.Drain.class)
                        .get(0)
                        .reason()
                        .words())
                .isEqualTo("work is too unlikely to come");
    }

    @Test
    void theFirstMinuteIsPaidInAnyCase() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.small("900"));
        worlds.machine("a").agent("a").tick();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(58)))).isEmpty();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void machinesThatJobsNeedStayWhileOthersGo() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.small("900"));
        worlds.machine("a").machine("b").running("1", "a").agent("b").tick();
        assertThat(Plans.drains(worlds.after(Duration.ofMinutes(5)))).containsExactly("b");
    }

    @Test
    void theYoungestIsTheOneTooMany() {
        Worlds worlds = Worlds.ready().machine("old");
        worlds.after(Duration.ofSeconds(1));
        worlds.machine("young").running("1", "old").running("2", "young").after(Duration.ofSeconds(1));
        worlds.done("1", "2").after(Duration.ofMinutes(1));
        for (int i = 0; i < 30; i++) {
            worlds.running("1", i % 2 == 0 ? "old" : "young").after(Duration.ofMinutes(1));
            worlds.done("1").after(Duration.ofMinutes(1));
        }
        assertThat(Plans.drains(worlds.world())).containsExactly("young");
    }

    @Test
    void workThatComesWhileAMachineDrainsChangesTheMind() {
        Worlds worlds = restartable();
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a").after(Duration.ofSeconds(10));
        worlds.done("1").pending("2").tick();
        assertThat(Plans.all(worlds.world(), Decision.Undrain.class)).hasSize(1);
        assertThat(Plans.buys(worlds.world())).isEmpty();
        assertThat(Plans.all(worlds.world(), Decision.Release.class)).isEmpty();
    }

    @Test
    void aMachineThatTakesJobsAgainIsNotToldToDrainByTheWay() {
        Worlds worlds = restartable(2);
        worlds.leased("a").running("1", "a").tick();
        worlds.drained("a").tick();
        worlds.pending("2").after(Duration.ofMinutes(6)); // its lease is due, too
        assertThat(Plans.all(worlds.world(), Decision.Undrain.class)).hasSize(1);
        assertThat(Plans.renewals(worlds.world())).isEmpty();
    }

    @Test
    void whereADrainCannotBeUndoneAMachineIsBought() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a");
        worlds.tick();
        worlds.drained("a").pending("2").tick();
        assertThat(Plans.all(worlds.world(), Decision.Undrain.class)).isEmpty();
        assertThat(Plans.buys(worlds.world())).hasSize(1);
    }

    @Test
    void anInterruptedMachineDoesNotChangeItsMind() {
        Worlds worlds = restartable();
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a")
                .shows("a", machine -> machine.interruptedAt(born))
                .pending("2")
                .after(Duration.ofSeconds(10));
        assertThat(Plans.all(worlds.world(), Decision.Undrain.class)).isEmpty();
    }

    @Test
    void anAgentThatIsStartedAgainGetsItsTimeBeforeItIsBlamed() {
        Worlds worlds = restartable();
        worlds.machine("a", machine -> machine.agent(AgentState.RUNNING)).tick();
        worlds.after(HOUR);
        worlds.drained("a")
                .shows("a", machine -> machine.agent(AgentState.STOPPED))
                .after(Duration.ofSeconds(30));
        worlds.pending("1").tick();
        assertThat(Plans.all(worlds.world(), Decision.Undrain.class)).hasSize(1);
        worlds.outcome(new io.github.dynagents.core.world.Outcome.UndrainSent(Worlds.name("a"), worlds.now()))
                .tick();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(5)))).isEmpty();
        assertThat(Plans.drains(worlds.after(HOUR))).containsExactly("a");
    }

    private static Worlds restartable() {
        return restartable(1);
    }

    private static Worlds restartable(int slots) {
        Fleets fleets = Fleets.one()
                .cloud(cloud -> cloud.can(Capability.RESTART_AGENT, Capability.SHOWS_AGENT))
                .linux(pool -> pool.slots(slots));
        return Worlds.ready(fleets, Fleets.small("0.10"));
    }
}
