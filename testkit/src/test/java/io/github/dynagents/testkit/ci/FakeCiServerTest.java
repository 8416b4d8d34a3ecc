package io.github.dynagents.testkit.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynagents.core.model.Agent;
import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.model.Labels;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.model.Secret;
import io.github.dynagents.core.spi.CiQueue;
import io.github.dynagents.core.spi.CiServer;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finished;
import io.github.dynagents.testkit.agent.AgentLink;
import io.github.dynagents.testkit.agent.AgentProcess;
import io.github.dynagents.testkit.fault.CallKind;
import io.github.dynagents.testkit.fault.Fault;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FakeCiServerTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Work FIVE_MINUTES = Work.of("r", "p", Duration.ofMinutes(5));

    private final VirtualTime time = new VirtualTime(START, 1);
    private final List<String> ended = new ArrayList<>();
    private final FakeCiServer drone = FakeCiServer.drone(time, "ci")
            .serves(AgentProfile.of("linux", 2))
            .serves(new AgentProfile("arm", Platform.of("linux", "arm64"), Labels.of(Map.of("size", "xl")), 1));

    @Test
    void jobsAreServedByPoolsWhosePlatformAndLabelsAreEqual() throws Failure {
        drone.submit(FIVE_MINUTES);
        drone.submit(FIVE_MINUTES.on(Platform.of("linux", "arm64")));
        drone.submit(FIVE_MINUTES.on(Platform.of("linux", "arm64")).with(Labels.of(Map.of("size", "xl"))));
        drone.submit(FIVE_MINUTES.with(Labels.of(Map.of("gpu", "yes"))));

        assertThat(drone.queue().jobs())
                .extracting(Job::servedBy)
                .containsExactly(List.of("linux"), List.of(), List.of("arm"), List.of());
    }

    @Test
    void jobsAreHandedOutFirstComeFirstServedToTheOldestAgent() throws Failure {
        connect(drone, "old", "linux", 1);
        connect(drone, "new", "linux", 1);
        for (int i = 0; i < 5; i++) {
            drone.submit(FIVE_MINUTES);
        }

        assertThat(drone.queue().jobs())
                .extracting(job -> job.agent().orElse("-"))
                .containsExactly("old", "old", "new", "new", "-");
        assertThat(drone.queue().jobs().getLast().state()).isEqualTo(JobState.PENDING);
        time.runFor(Duration.ofMinutes(5));
        assertThat(drone.queue().jobs())
                .extracting(job -> job.agent().orElse("-"))
                .containsExactly("old");
    }

    @Test
    void aFastMachineRunsJobsInLessTime() throws Failure {
        connect(drone, "fast", "linux", 2.5);
        drone.submit(FIVE_MINUTES);

        time.runFor(Duration.ofMinutes(2));

        FinishedJob job = drone.finishedSince(Optional.empty()).jobs().getFirst();
        assertThat(job.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(job.agent()).contains("fast");
        assertThat(job.completed()).isTrue();
    }

    @Test
    void theSameReferenceIsAnsweredUntilSomethingChanges() throws Failure {
        drone.submit(FIVE_MINUTES);
        CiQueue before = drone.queue();
        time.runFor(Duration.ofMinutes(1));
        assertThat(drone.queue()).isSameAs(before);

        drone.submit(FIVE_MINUTES);
        assertThat(drone.queue()).isNotSameAs(before);
    }

    @Test
    void anAgentThatIsToldToFinishTakesNoMoreAndEndsAfterItsLastJob() {
        AgentLink agent = connect(drone, "m", "linux", 1);
        drone.submit(FIVE_MINUTES);
        agent.finish();
        drone.submit(FIVE_MINUTES);

        time.runFor(Duration.ofMinutes(4));
        assertThat(ended).isEmpty();
        time.runFor(Duration.ofMinutes(1));
        assertThat(ended).containsExactly("m");
        assertThat(drone.statistics().pending()).isEqualTo(1);
    }

    @Test
    void aJobWhoseAgentDiedRunsOnForEverUntilItIsRestartedOnce() throws Failure {
        AgentLink agent = connect(drone, "dies", "linux", 1);
        JobId id = drone.submit(FIVE_MINUTES);
        time.runFor(Duration.ofMinutes(1));
        agent.vanish();
        time.runFor(Duration.ofDays(1));

        Job lost = drone.queue().jobs().getFirst();
        assertThat(lost.state()).isEqualTo(JobState.RUNNING);
        assertThat(lost.agent()).contains("dies");
        assertThat(ended).isEmpty();

        drone.restart(id);
        drone.restart(id);
        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.PENDING);
        connect(drone, "lives", "linux", 1);
        time.runFor(Duration.ofMinutes(5));
        assertThat(drone.statistics().unfinished()).isZero();
        assertThat(drone.statistics().completed()).isEqualTo(1);
        assertThat(drone.statistics().lost()).isEqualTo(1);
        assertThat(drone.statistics().restarted()).isEqualTo(1);
    }

    @Test
    void aHeldJobIsHandedOutWhenItIsHeldNoLonger() throws Failure {
        connect(drone, "m", "linux", 1);
        JobId id = drone.submitHeld(FIVE_MINUTES);
        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.HELD);

        drone.unhold(id);
        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.RUNNING);
    }

    @Test
    void anAcceptedJobIsAssignedBeforeItRuns() throws Failure {
        drone.startsAfter(Duration.ofSeconds(3));
        connect(drone, "m", "linux", 1);
        drone.submit(FIVE_MINUTES);

        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.ASSIGNED);
        time.runFor(Duration.ofSeconds(3));
        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.RUNNING);
    }

    @Test
    void finishedJobsComeInPartsWithACursor() throws Failure {
        drone.finishedPerAnswer(2);
        connect(drone, "m", "linux", 1);
        for (int i = 0; i < 3; i++) {
            drone.submit(FIVE_MINUTES);
        }
        time.runFor(Duration.ofHours(1));

        Finished first = drone.finishedSince(Optional.empty());
        Finished second = drone.finishedSince(Optional.of(first.cursor()));
        assertThat(first.jobs()).hasSize(2);
        assertThat(second.jobs()).hasSize(1);
        assertThat(drone.finishedSince(Optional.of(second.cursor())).jobs()).isEmpty();
        assertThat(failure(() -> drone.finishedSince(Optional.of("x"))).kind()).isEqualTo(Failure.Kind.INVALID);
    }

    @Test
    void subscribersAreWokenOnceForAllThatHappensAtOneInstant() {
        List<Instant> wakes = new ArrayList<>();
        CiServer.Subscription subscription = drone.onChange(() -> wakes.add(time.now()));
        drone.submit(FIVE_MINUTES);
        drone.submit(FIVE_MINUTES);
        time.runFor(Duration.ofSeconds(1));
        assertThat(wakes).containsExactly(START);

        subscription.close();
        drone.submit(FIVE_MINUTES);
        time.runFor(Duration.ofSeconds(1));
        assertThat(wakes).containsExactly(START);
    }

    @Test
    void aDaemonThatIsBlindDoesNotStopTheAgents() throws Failure {
        drone.faults().during(START, START.plusSeconds(3600), Fault.unreachable(), CallKind.QUEUE);
        connect(drone, "m", "linux", 1);
        drone.submit(FIVE_MINUTES);

        assertThat(failure(drone::queue).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        time.runFor(Duration.ofHours(1));
        assertThat(drone.queue().jobs()).isEmpty();
        assertThat(drone.statistics().completed()).isEqualTo(1);
    }

    @Test
    void aServerThatIsDownHandsNothingOutAndLearnsOfEndsWhenItIsBack() throws Failure {
        connect(drone, "m", "linux", 1);
        drone.submit(FIVE_MINUTES);
        drone.down(START.plusSeconds(60), START.plusSeconds(600));
        time.runFor(Duration.ofMinutes(2));
        drone.submit(FIVE_MINUTES);
        time.runFor(Duration.ofMinutes(6));

        assertThat(failure(drone::queue).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(drone.statistics().completed()).isZero();
        time.runFor(Duration.ofMinutes(2));
        assertThat(drone.statistics().completed()).isEqualTo(1);
        assertThat(drone.queue().jobs()).extracting(Job::state).containsExactly(JobState.RUNNING);
    }

    @Test
    void waitsAreCounted() {
        connect(drone, "m", "linux", 1);
        for (int i = 0; i < 6; i++) {
            drone.submit(FIVE_MINUTES);
        }
        time.runFor(Duration.ofHours(1));

        CiStatistics statistics = drone.statistics();
        assertThat(statistics.started()).isEqualTo(6);
        assertThat(statistics.meanWait()).isEqualTo(Duration.ofMinutes(5));
        assertThat(statistics.medianWait()).isEqualTo(Duration.ofMinutes(5));
        assertThat(statistics.p95Wait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(statistics.totalWait()).isEqualTo(Duration.ofMinutes(30));
        assertThat(statistics.worked()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void droneListsNoAgentsAndCannotCordon() throws Failure {
        connect(drone, "m", "linux", 1);

        assertThat(drone.queue().agents()).isEmpty();
        assertThat(failure(() -> drone.cordon("m", true)).kind()).isEqualTo(Failure.Kind.UNSUPPORTED);
    }

    @Test
    void aCordonedAgentTakesNoMoreUntilItMayAgain() throws Failure {
        FakeCiServer woodpecker = FakeCiServer.woodpecker(time, "wp").serves(AgentProfile.of("linux", 1));
        woodpecker.enrol(new MachineName("m"));
        connect(woodpecker, "m", "linux", 1);
        woodpecker.cordon("m", true);
        woodpecker.submit(FIVE_MINUTES);
        assertThat(woodpecker.queue().jobs()).extracting(Job::state).containsExactly(JobState.PENDING);
        assertThat(woodpecker.queue().agents()).extracting(Agent::cordoned).containsExactly(true);

        woodpecker.cordon("m", false);
        assertThat(woodpecker.queue().jobs()).extracting(Job::state).containsExactly(JobState.RUNNING);
    }

    @Test
    void anAgentThatIsTerminatedWithItsJobsReportsThemKilled() throws Failure {
        FakeCiServer woodpecker = FakeCiServer.woodpecker(time, "wp").serves(AgentProfile.of("linux", 2));
        woodpecker.enrol(new MachineName("m"));
        AgentLink agent = connect(woodpecker, "m", "linux", 1);
        woodpecker.submit(FIVE_MINUTES);
        woodpecker.submit(FIVE_MINUTES);
        agent.killJobs();

        assertThat(ended).containsExactly("m");
        assertThat(woodpecker.queue().agents()).isEmpty();
        assertThat(woodpecker.finishedSince(Optional.empty()).jobs())
                .extracting(FinishedJob::completed)
                .containsExactly(false, false);
    }

    @Test
    void anAgentWithoutItsOwnSecretIsNotConnected() throws Failure {
        FakeCiServer woodpecker = FakeCiServer.woodpecker(time, "wp").serves(AgentProfile.of("linux", 1));
        connect(woodpecker, "stranger", "linux", 1);
        MachineName name = new MachineName("m");
        Optional<Secret> secret = woodpecker.enrol(name);
        assertThat(woodpecker.enrol(name)).isEqualTo(secret);
        woodpecker.revoke(name);
        connect(woodpecker, woodpecker.agentFor(name, "linux", secret), name, 1);

        assertThat(woodpecker.connected()).isEmpty();
        assertThat(woodpecker.enrolled()).isEmpty();
    }

    private AgentLink connect(FakeCiServer server, String name, String pool, double speed) {
        MachineName machine = new MachineName(name);
        Optional<Secret> own = Optional.empty();
        try {
            own = server.enrolled().contains(machine) ? server.enrol(machine) : own;
        } catch (Failure e) {
            throw new AssertionError(e);
        }
        return connect(server, server.agentFor(machine, pool, own), machine, speed);
    }

    private AgentLink connect(FakeCiServer server, AgentSpec spec, MachineName name, double speed) {
        assertThat(server.isFor(spec)).isTrue();
        return server.connect(new AgentProcess(name, spec, speed, () -> ended.add(name.value())));
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }
}
