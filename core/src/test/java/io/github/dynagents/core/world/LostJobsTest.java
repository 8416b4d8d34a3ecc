package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs whose machine is gone. */
final class LostJobsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private final Worlds worlds = Worlds.ready();

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-1", "a-12"})
    void theJobsOfAMachineThatVanishedAreLostAsLongAsTheirServerBelievesInThem(String agent) {
        worlds.machine("a").running("1", agent).tick();
        worlds.hides("a").after(SOON);
        assertThat(lost()).isEmpty();
        worlds.after(SOON);
        assertThat(lost()).containsExactly(Worlds.job("1"));
        worlds.after(SOON);
        assertThat(lost()).containsExactly(Worlds.job("1"));
        worlds.done("1").after(SOON);
        assertThat(lost()).isEmpty();
    }

    @Test
    void theJobsOfAPreemptedMachineAreLostThoughItWasReleasedInTime() {
        worlds.machine("a").running("1", "a").tick();
        worlds.shows("a", machine -> machine.state(MachineState.REMNANT))
                .drained("a")
                .after(SOON);
        worlds.hides("a")
                .outcome(new Outcome.ReleaseSent(Worlds.name("a"), worlds.now()))
                .after(SOON);
        worlds.after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(lost()).containsExactly(Worlds.job("1"));
    }

    /** A simulation found that its jobs were restarted without end: on that machine, as it lived. */
    @Test
    void aMachineThatIsShownAgainHasLostNothing() {
        worlds.machine("a").running("1", "a").tick();
        worlds.hides("a").after(SOON);
        worlds.after(SOON);
        assertThat(lost()).containsExactly(Worlds.job("1"));
        worlds.machine("a")
                .outcome(new Outcome.Revoked(Worlds.name("a"), worlds.now()))
                .after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isTrue();
        assertThat(lost()).isEmpty();
    }

    @Test
    void aJobThatEndedBeforeItsMachineIsNotLostThoughTheQueueIsOlder() {
        worlds.machine("a").running("1", "a").tick();
        worlds.drained("a").tick();
        worlds.queueHeld(true).hides("a").after(SOON);
        worlds.after(SOON);
        worlds.after(SOON);
        assertThat(worlds.hasSeat("a")).isFalse();
        assertThat(worlds.world().isInTransit()).isTrue();
        assertThat(lost()).isEmpty();
        worlds.queueHeld(false).done("1").after(SOON);
        assertThat(lost()).isEmpty();
        assertThat(worlds.world().gone()).isEmpty();
    }

    @Test
    void aJobThatANewerQueueShowsOnAMachineThatIsGoneIsLost() {
        worlds.machine("a").running("1", "a").tick();
        worlds.queueHeld(true).hides("a").after(SOON);
        worlds.after(SOON);
        worlds.queueHeld(false).after(SOON);
        assertThat(lost()).containsExactly(Worlds.job("1"));
    }

    @Test
    void aJobThatItsServerMovedElsewhereIsNotLost() {
        worlds.machine("a").machine("b").running("1", "a").tick();
        worlds.hides("a").running("1", "b").after(SOON);
        worlds.after(SOON);
        assertThat(lost()).isEmpty();
    }

    @Test
    void aRestartedJobIsRememberedUntilItsServerShowsItNoMore() {
        lose();
        worlds.outcome(new Outcome.RestartSent(Worlds.job("1"), worlds.now())).tick();
        worlds.outcome(new Outcome.RestartAnswered(Worlds.job("1"), Optional.empty(), worlds.now()))
                .after(SOON);
        assertThat(worlds.world().restarted()).containsExactly(Worlds.job("1"));
        worlds.done("1").after(SOON);
        assertThat(worlds.world().restarted()).isEmpty();
    }

    @Test
    void aRestartThatFailedForGoodIsNotTriedAgain() {
        lose();
        worlds.outcome(new Outcome.RestartSent(Worlds.job("1"), worlds.now()), answered(Kind.DENIED))
                .tick();
        assertThat(worlds.world().restarted()).containsExactly(Worlds.job("1"));
    }

    @Test
    void aRestartThatFailedForAMomentIsTriedAgain() {
        lose();
        worlds.outcome(new Outcome.RestartSent(Worlds.job("1"), worlds.now()), answered(Kind.UNAVAILABLE))
                .tick();
        assertThat(worlds.world().restarted()).isEmpty();
    }

    @Test
    void aServerThatIsAwayDoesNotEndWhatIsRemembered() {
        lose();
        worlds.outcome(new Outcome.RestartSent(Worlds.job("1"), worlds.now())).tick();
        worlds.done("1").queueFails(true).after(SOON);
        assertThat(worlds.world().restarted()).containsExactly(Worlds.job("1"));
    }

    @Test
    void aSecretIsToRevokeUntilThatIsDone() {
        lose();
        assertThat(worlds.world().toRevoke()).containsExactly(Worlds.name("a"));
        worlds.outcome(new Outcome.Revoked(Worlds.name("a"), worlds.now())).tick();
        assertThat(worlds.world().toRevoke()).isEmpty();
    }

    private void lose() {
        worlds.machine("a").running("1", "a").tick();
        worlds.hides("a").after(SOON);
        worlds.after(SOON);
        assertThat(lost()).isNotEmpty();
    }

    private Outcome answered(Kind kind) {
        return new Outcome.RestartAnswered(
                Worlds.job("1"), Optional.of(Problem.of(Failure.of(kind, "no"))), worlds.now());
    }

    private List<JobId> lost() {
        return worlds.world().lost().stream().map(Job::id).toList();
    }
}
