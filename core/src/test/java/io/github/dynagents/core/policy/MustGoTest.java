package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.OnTerm;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.world.Fleets;
import io.github.dynagents.core.world.Outcome;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MustGoTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** A usual boot of 90 s and five minutes. */
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(390);

    @Test
    void aNoticeOfInterruptionDrainsAtOnce() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a");
        worlds.tick();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now()));
        assertThat(Plans.drains(worlds.after(SOON))).containsExactly("a");
    }

    @Test
    void anInterruptedMachineIsReplacedForTheJobsThatWait() {
        Worlds worlds = Worlds.ready().machine("a").pending("1");
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now()));
        assertThat(Plans.buys(worlds.tick())).hasSize(1);
    }

    @Test
    void aMachineThatStopsByItselfIsDrained() {
        Worlds worlds = Worlds.ready().machine("a", machine -> machine.state(MachineState.STOPPING));
        assertThat(Plans.drains(worlds.tick())).containsExactly("a");
    }

    @Test
    void aMachineWhoseLeaseMayHaveRunOutIsNotCountedOn() {
        Worlds worlds = Worlds.ready().leased("a").running("1", "a").tickAnd();
        worlds.after(Duration.ofMinutes(7));
        worlds.after(Duration.ofMinutes(7));
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(59)))).isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void afterALeapOfTheClockALeaseIsMovedAndNotGivenUp() {
        Worlds worlds = Worlds.ready().leased("a").running("1", "a").tickAnd();
        assertThat(Plans.drains(worlds.after(Duration.ofHours(3)))).isEmpty();
    }

    @Test
    void aMachineReachesItsMaximumLife() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a");
        worlds.tick();
        assertThat(Plans.drains(worlds.after(Duration.ofHours(12).minusSeconds(1))))
                .isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void aMachineThatDoesNotComeUpIsBlamed() {
        Worlds worlds = Worlds.ready().pending("1").machine("a", machine -> machine.state(MachineState.STARTING));
        worlds.tick();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE.minusSeconds(1)))).isEmpty();
        assertThat(Plans.of(worlds.world()).wakeAt()).isEqualTo(worlds.now().plusSeconds(1));
        assertThat(blamed(worlds.after(Duration.ofSeconds(1)))).contains("it did not come up");
    }

    @Test
    void aMachineThatEndsBeforeItWasEverConnectedIsBlamed() {
        Worlds worlds = bought("a");
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(SOON);
        assertThat(blamed(worlds.world())).contains("it ended before its agent was connected");
        assertThat(Plans.buys(worlds.world())).isEmpty();
    }

    @Test
    void oneThatTheCloudTakesBackBeforeItWasConnectedIsNotBlamed() {
        Worlds worlds = bought("a");
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT).interruptedAt(worlds.now()))
                .after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    @Test
    void oneThatOnceWorkedIsNotBlamedForItsEnd() {
        Worlds worlds = bought("a");
        worlds.shows("a", machine -> machine.state(MachineState.UP).agent(AgentState.RUNNING))
                .after(SOON);
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT).agent(AgentState.STOPPED))
                .after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    @Test
    void oneThatChangedItsMindIsNotBlamedForItsEnd() {
        Worlds worlds = bought("a");
        worlds.shows("a", machine -> machine.state(MachineState.UP)).agent("a").after(SOON);
        worlds.drained("a").tick();
        worlds.outcome(new Outcome.UndrainSent(Worlds.name("a"), worlds.now())).tick();
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    @Test
    void oneOfAnEarlierDaemonIsNotBlamedForItsEnd() {
        Worlds worlds = Worlds.ready().pending("1").machine("a", machine -> machine.state(MachineState.REMNANT));
        worlds.tick();
        assertThat(blamed(worlds.after(SOON))).isEmpty();
    }

    @Test
    void oneWhoseLeaseOrLifeIsOverIsNotBlamedForItsEnd() {
        Worlds worlds = bought("a");
        worlds.after(Duration.ofMinutes(7));
        worlds.after(Duration.ofMinutes(7));
        worlds.after(Duration.ofMinutes(2));
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    @Test
    void oneThatMayHaveWorkedWhileTheDaemonSleptIsNotBlamedForItsEnd() {
        Worlds worlds = bought("a");
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(Duration.ofHours(3));
        assertThat(blamed(worlds.world())).isEmpty();
        Worlds unseen = Worlds.ready().pending("1").buySent("a");
        unseen.after(SOON);
        unseen.machine("a", machine -> machine.state(MachineState.REMNANT)).after(Duration.ofHours(3));
        assertThat(blamed(unseen.world())).isEmpty();
    }

    @Test
    void oneWhoseLeaseIsInDoubtIsNotBlamedForItsEnd() {
        Worlds worlds = Worlds.ready().pending("1").buySent("a").tickAnd();
        worlds.machine("a", machine -> machine.state(MachineState.STARTING)).after(Duration.ofHours(3));
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT)).after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    @Test
    void oneThatMayHaveWorkedWhileItsServerWasBlindIsNotBlamedForItsEnd() {
        Worlds worlds = bought("a").queueFails(true);
        worlds.shows("a", machine -> machine.state(MachineState.UP).agent(AgentState.RUNNING))
                .after(SOON);
        worlds.queueFails(false)
                .shows("a", machine -> machine.state(MachineState.REMNANT).agent(AgentState.STOPPED))
                .after(SOON);
        assertThat(blamed(worlds.world())).isEmpty();
    }

    private static Worlds bought(String name) {
        Worlds worlds = Worlds.ready().pending("1").buySent(name);
        worlds.after(SOON);
        worlds.machine(name, machine -> machine.state(MachineState.STARTING)).after(SOON);
        return worlds;
    }

    @Test
    void aMachineThatIsUpAndTakesNoJobIsBlamed() {
        Worlds worlds = Worlds.ready().machine("a").pending("1");
        worlds.tick();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(119)))).isEmpty();
        assertThat(blamed(worlds.after(Duration.ofSeconds(1)))).contains("it is up and takes no job");
        assertThat(Plans.buys(worlds.world())).isEmpty();
    }

    @Test
    void aMachineThatNoJobWaitedForIsNotBlamed() {
        Worlds worlds = Worlds.ready(Fleets.one(), Fleets.hourly("0.40")).machine("a");
        worlds.tick();
        assertThat(Plans.drains(worlds.after(Duration.ofMinutes(30)))).isEmpty();
    }

    @Test
    void anAgentThatTheCloudWouldShowAndDoesNotIsBlamed() {
        Fleets fleets = Fleets.one().cloud(cloud -> cloud.can(Capability.SHOWS_AGENT));
        Worlds worlds = Worlds.ready(fleets, Fleets.hourly("0.40"))
                .machine("a", machine -> machine.agent(AgentState.NOT_STARTED));
        worlds.tick();
        assertThat(Plans.drains(worlds.after(BOOT_PATIENCE.minusSeconds(1)))).isEmpty();
        assertThat(blamed(worlds.after(Duration.ofSeconds(1)))).contains("its agent did not start");
    }

    @Test
    void aMachineWithoutAnAgentGetsOneWhereTheProviderCan() {
        Fleets fleets = Fleets.one().cloud(cloud -> cloud.can(Capability.START_AGENT));
        Worlds worlds = Worlds.ready(fleets, Fleets.small("0.10"))
                .machine("a", machine -> machine.agent(AgentState.NOT_STARTED).state(MachineState.STARTING));
        assertThat(Plans.all(worlds.tick(), Decision.StartAgent.class)).isEmpty();
        worlds.shows("a", machine -> machine.state(MachineState.UP));
        assertThat(Plans.all(worlds.after(SOON), Decision.StartAgent.class)).hasSize(1);
        worlds.shows("a", machine -> machine.agent(AgentState.RUNNING));
        assertThat(Plans.all(worlds.after(SOON), Decision.StartAgent.class)).isEmpty();
    }

    @Test
    void aDrainThatDidNotGetThroughIsToldAgain() {
        Worlds worlds = Worlds.ready().machine("a").running("1", "a");
        worlds.tick();
        worlds.outcome(new Outcome.DrainSent(Worlds.name("a"), Optional.empty(), worlds.now()))
                .tick();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(39)))).isEmpty();
        assertThat(Plans.drains(worlds.after(Duration.ofSeconds(1)))).containsExactly("a");
    }

    @Test
    void aProvedDrainIsReleasedAgainAndAgainUntilItIsGone() {
        Worlds worlds = Worlds.ready().machine("a");
        worlds.tick();
        worlds.drained("a").tick();
        assertThat(Plans.all(worlds.world(), Decision.Release.class)).isEmpty();
        assertThat(Plans.all(worlds.after(Duration.ofSeconds(11)), Decision.Release.class))
                .hasSize(1);
        worlds.outcome(new Outcome.ReleaseSent(Worlds.name("a"), worlds.now())).tick();
        assertThat(Plans.all(worlds.world(), Decision.Release.class)).isEmpty();
        assertThat(Plans.all(worlds.after(Fleets.DEADLINE), Decision.Release.class))
                .hasSize(1);
    }

    @Test
    void anAgentThatSigtermKillsIsCordonedFirstAndDrainedWhenALaterLookShowsNoJobs() {
        Worlds worlds = killing().machine("a").running("1", "a");
        worlds.tick();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now())).after(SOON);
        assertThat(Plans.all(worlds.world(), Decision.Cordon.class)).hasSize(1);
        assertThat(Plans.drains(worlds.world())).isEmpty();
        cordoned(worlds);
        assertThat(Plans.drains(worlds.after(Duration.ofMinutes(5)))).isEmpty();
        worlds.queueHeld(true).done("1").after(SOON);
        assertThat(Plans.drains(worlds.world())).isEmpty();
        assertThat(Plans.drains(worlds.queueHeld(false).after(SOON))).containsExactly("a");
    }

    @Test
    void aLookFromBeforeTheCordonDoesNotCount() {
        Worlds worlds = killing().machine("a").agent("a");
        worlds.tick();
        worlds.shows("a", machine -> machine.interruptedAt(worlds.now())).after(SOON);
        worlds.queueHeld(true);
        cordoned(worlds);
        assertThat(Plans.drains(worlds.after(SOON))).isEmpty();
        assertThat(Plans.drains(worlds.queueHeld(false).after(SOON))).containsExactly("a");
    }

    @Test
    void aCordonedMachineKeepsItsLeaseWhileItsJobsRun() {
        Worlds worlds = killing().leased("a").running("1", "a");
        worlds.tick();
        worlds.outcome(new Outcome.DrainSent(Worlds.name("a"), Optional.empty(), worlds.now()))
                .tick();
        cordoned(worlds);
        worlds.after(Duration.ofMinutes(6));
        assertThat(Plans.all(worlds.world(), Decision.Renew.class))
                .singleElement()
                .extracting(renew -> renew.lease().draining())
                .isEqualTo(false);
    }

    @Test
    void aBrokenMachineIsBlamedWhereSigtermKillsJobsToo() {
        Worlds worlds = killing().pending("1").machine("a", machine -> machine.state(MachineState.STARTING));
        worlds.tick();
        assertThat(blamed(worlds.after(BOOT_PATIENCE))).contains("it did not come up");
    }

    private static void cordoned(Worlds worlds) {
        worlds.outcome(
                        new Outcome.DrainSent(Worlds.name("a"), Optional.empty(), worlds.now()),
                        new Outcome.Cordoned(Worlds.name("a"), worlds.now().plusMillis(1)))
                .tick();
    }

    private static Worlds killing() {
        return Worlds.ready(Fleets.one().linux(pool -> pool.onTerm(OnTerm.KILLS_JOBS)), Fleets.small("0.10"));
    }

    private static Optional<String> blamed(io.github.dynagents.core.world.World world) {
        return Plans.all(world, Decision.Drain.class).get(0).blamed();
    }
}
