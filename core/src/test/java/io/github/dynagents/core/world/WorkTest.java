package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.AgentState;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is believed of a machine's work, and when a drain is proved. */
final class WorkTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Worlds worlds = Worlds.ready();

    @Test
    void aMachineThatIsUpIsUnprovenUntilItIsSeenConnected() {
        Instant up = worlds.now();
        worlds.machine("a").tick();
        worlds.after(SOON);
        assertThat(worlds.work("a")).isEqualTo(new Work.Unproven(Optional.of(up), false));
        worlds.agent("a").after(SOON);
        assertThat(worlds.work("a")).isEqualTo(new Work.Idle(worlds.now()));
    }

    @Test
    void anAgentThatTheCloudShowsRunningIsConnected() {
        worlds.machine("a", machine -> machine.agent(AgentState.RUNNING)).tick();
        assertThat(worlds.work("a")).isInstanceOf(Work.Idle.class);
    }

    @Test
    void aMachineThatTookAJobIsConnectedAfterwardsToo() {
        worlds.machine("a").running("1", "a").tick();
        assertThat(worlds.work("a").jobs()).extracting(Job::id).containsExactly(Worlds.job("1"));
        worlds.done("1").after(SOON);
        assertThat(worlds.work("a")).isEqualTo(new Work.Idle(worlds.now()));
        Instant idleSince = worlds.now();
        worlds.after(SOON);
        assertThat(worlds.work("a")).isEqualTo(new Work.Idle(idleSince));
    }

    @Test
    void anAgentThatEndedIsNotConnectedAnyMore() {
        worlds.machine("a", machine -> machine.agent(AgentState.RUNNING)).tick();
        worlds.shows("a", machine -> machine.agent(AgentState.STOPPED)).after(SOON);
        assertThat(worlds.work("a")).isInstanceOf(Work.Unproven.class);
    }

    @Test
    void aServerThatIsAwayDoesNotMakeJobsDisappear() {
        worlds.machine("a").running("1", "a").pending("2").tick();
        worlds.done("1", "2").queueFails(true).after(SOON);
        worlds.after(Duration.ofHours(1));
        assertThat(worlds.work("a").jobs()).hasSize(1);
        assertThat(worlds.world().demand().waiting("linux")).hasSize(1);
        assertThat(worlds.world().trust().blindSince()).containsKey("ci");
    }

    @Test
    void aDrainIsProvedByAStoppedAgentInAListTakenAfterwards() {
        worlds.machine("a", machine -> machine.agent(AgentState.STOPPED))
                .running("1", "a")
                .tick();
        worlds.drained("a").tick();
        assertThat(proof()).isEmpty();
        worlds.after(SOON);
        assertThat(proof()).contains("its agent has ended");
    }

    @Test
    void aDrainIsProvedByAQueueWithoutItsJobsAskedAfterTheMarkArrived() {
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a").tick();
        worlds.after(Duration.ofMinutes(5));
        assertThat(proof()).isEmpty();
        worlds.done("1").after(SOON);
        assertThat(proof()).contains("it has no job since it was told to drain");
    }

    @Test
    void aQueueThatWasAskedBeforeTheMarkArrivedProvesNothing() {
        worlds.machine("a").tick();
        worlds.drained("a").tick();
        worlds.after(SOON); // 5 s until the mark can be read and 5 s until it is: exactly then, not after
        assertThat(proof()).isEmpty();
        worlds.queueHeld(true).after(Duration.ofMinutes(10));
        assertThat(proof()).isEmpty();
        worlds.queueHeld(false).after(Duration.ofSeconds(1));
        assertThat(proof()).isPresent();
    }

    @Test
    void aDrainThatNobodyCouldTellIsNotProvedByAnEmptyQueue() {
        worlds.machine("a").tick();
        worlds.outcome(new Outcome.DrainSent(Worlds.name("a"), Optional.empty(), worlds.now()))
                .tick();
        worlds.after(Duration.ofMinutes(30));
        assertThat(proof()).isEmpty();
    }

    @Test
    void graceIsTheLongestThatADrainTakes() {
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a").tick();
        Duration graceAndShutdown = Duration.ofMinutes(61);
        worlds.after(graceAndShutdown.minusSeconds(1));
        assertThat(proof()).isEmpty();
        worlds.after(Duration.ofSeconds(1));
        assertThat(proof()).contains("its grace has passed");
    }

    @Test
    void aMachineThatStopsByItselfIsDrainedOnceItHasNoJobs() {
        worlds.machine("a").running("1", "a").tick();
        worlds.shows("a", machine -> machine.state(MachineState.STOPPING))
                .drained("a")
                .tick();
        worlds.after(SOON);
        assertThat(proof()).isEmpty();
        worlds.done("1").after(SOON);
        assertThat(proof()).contains("the machine is stopping by itself");
    }

    /** Where the agent is stopped by ending its machine, that shows before the agent knows. */
    @Test
    void aMachineThatStopsMayTakeAJobUntilItsAgentHasBeenReached() {
        worlds.machine("a").tick();
        worlds.shows("a", machine -> machine.state(MachineState.STOPPING))
                .drained("a")
                .tick();
        worlds.after(Duration.ofSeconds(4));
        assertThat(proof()).isEmpty();
        worlds.after(SOON);
        assertThat(proof()).contains("the machine is stopping by itself");
    }

    @Test
    void aDrainingMachineThatIsToldOtherwiseWorksAgain() {
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a").tick();
        worlds.outcome(new Outcome.UndrainSent(Worlds.name("a"), worlds.now())).tick();
        assertThat(worlds.work("a")).isInstanceOf(Work.Busy.class);
    }

    @Test
    void anAssignedJobIsWorkToo() {
        worlds.machine("a").job("1", JobState.ASSIGNED, job -> job.agent("a")).tick();
        assertThat(worlds.work("a")).isInstanceOf(Work.Busy.class);
    }

    private Optional<String> proof() {
        return worlds.work("a") instanceof Work.Draining draining ? draining.proof() : Optional.empty();
    }
}
