package io.github.dynagents.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.Job;
import io.github.dynagents.core.model.JobState;
import io.github.dynagents.core.world.Worlds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long jobs take. */
final class ExpectationTest {
    private final Worlds worlds = Worlds.ready();

    private void took(String repo, int... minutes) {
        for (int each : minutes) {
            worlds.finished(FinishedJob.builder(
                            Worlds.job("past"), repo, "", Worlds.NOON, Worlds.NOON.plus(Duration.ofMinutes(each)))
                    .build());
        }
    }

    private Duration of(String repo) {
        return new Expectation(worlds.tick())
                .duration(job(repo, JobState.PENDING).build());
    }

    private Duration rest(String repo, int minutes) {
        return new Expectation(worlds.tick())
                .rest(job(repo, JobState.RUNNING)
                        .started(worlds.now().minus(Duration.ofMinutes(minutes)))
                        .build());
    }

    private static Job.Builder job(String repo, JobState state) {
        return Job.builder(Worlds.job("1"), state, Worlds.NOON).repo(repo);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void knowingNothingAJobTakesFiveMinutes() {
        assertThat(of("a")).isEqualTo(minutes(5));
        assertThat(rest("a", 60)).isEqualTo(minutes(5));
    }

    @Test
    void aKindThatWasNeverSeenTakesAsLongAsOthers() {
        took("a", 10, 20);
        assertThat(of("new")).isEqualTo(minutes(15));
    }

    @Test
    void ofOneOfItsKindHalfIsBelieved() {
        took("others", 10, 10, 10);
        took("a", 50);
        assertThat(of("a")).isEqualTo(minutes((50 + 20) / 2)); // all took 20 on average
    }

    @Test
    void twoOfItsKindAreBelieved() {
        took("others", 10, 10, 10);
        took("a", 50, 30);
        assertThat(of("a")).isEqualTo(minutes(40));
    }

    @Test
    void whatHasRunForAWhileTakesWhatLongerOnesTookBeyond() {
        took("a", 10, 30, 50);
        assertThat(rest("a", 0)).isEqualTo(minutes(30));
        assertThat(rest("a", 20)).isEqualTo(minutes(20));
    }

    @Test
    void whatOutlivedAllOfItsKindTakesAThirdLonger() {
        took("others", 500, 500);
        took("a", 10, 20, 30);
        assertThat(rest("a", 90)).isEqualTo(minutes(30));
    }

    @Test
    void whatOutlivedTheFewOfItsKindTakesAsLongAsOthers() {
        took("others", 100, 200);
        took("a", 10, 20);
        assertThat(rest("a", 60)).isEqualTo(minutes((40 + 140) / 2));
    }

    @Test
    void aJobThatStartsInTheFutureHasNotRunYet() {
        took("a", 10, 20);
        assertThat(rest("a", -30)).isEqualTo(minutes(15));
    }
}
