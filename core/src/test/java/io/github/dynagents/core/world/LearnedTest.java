package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LearnedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Worlds worlds = Worlds.ready();

    @Test
    void theMiddleOfTheNewestIsWhatIsUsual() {
        assertThat(samples(1, 9, 2).median()).contains(Duration.ofSeconds(2));
        assertThat(samples(1, 2, 3, 4).median()).contains(Duration.ofSeconds(3));
        assertThat(Samples.NONE.median()).isEmpty();
    }

    @Test
    void theOldestGoesFirst() {
        Samples three = samples(1, 2, 3);
        assertThat(three.plus(Duration.ofSeconds(4), 3).newest())
                .extracting(Duration::toSeconds)
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void theRestIsWhatLongerOnesTookBeyond() {
        assertThat(samples(10, 20, 40).meanRest(Duration.ofSeconds(10))).contains(Duration.ofSeconds(20));
        assertThat(samples(10, 20, 40).meanRest(Duration.ofSeconds(40))).isEmpty();
    }

    @Test
    void durationsAreLearnedByRepositoryAndPipeline() {
        worlds.finished(job("a", 60, true), job("b", 600, true)).tick();
        Learned learned = worlds.world().learned();
        assertThat(learned.durations("a", "main").median()).contains(MINUTE);
        assertThat(learned.durations("a", "other").median()).isEmpty();
        assertThat(learned.anyDuration().newest()).hasSize(2);
    }

    @Test
    void killedJobsTeachNothing() {
        worlds.finished(job("a", 60, false)).tick();
        assertThat(worlds.world().learned().anyDuration().newest()).isEmpty();
    }

    @Test
    void aBootIsLearnedFromAMachineThatAJobWaitedFor() {
        worlds.pending("1").after(MINUTE);
        worlds.buySent("a").machine("a").tick();
        worlds.done("1").job("1", io.github.dynagents.core.model.JobState.RUNNING, job -> job.agent("a"));
        worlds.after(Duration.ofSeconds(75));
        // the job seems to be as young as its machine here: not waited for
        assertThat(worlds.world().learned().boots(Fleets.SMALL).newest()).isEmpty();
        worlds.machine("b").after(Duration.ofSeconds(50));
        worlds.agent("b").after(Duration.ofSeconds(10));
        assertThat(worlds.world().learned().boots(Fleets.SMALL).newest()).containsExactly(MINUTE);
    }

    @Test
    void theRhythmOfAPoolIsLearnedFromItsJobs() {
        worlds.pending("1", "2").tick();
        Rhythm busy = worlds.world().learned().rhythm("linux");
        assertThat(busy.hasSeen(2)).isTrue();
        assertThat(busy.hasSeen(3)).isFalse();
        worlds.done("1", "2").after(MINUTE);
        Instant since = worlds.now();
        worlds.after(Duration.ofHours(2));
        assertThat(worlds.world().learned().rhythm("linux").idleFor(1, since.plus(MINUTE)))
                .isEqualTo(MINUTE);
    }

    @Test
    void nothingIsLearnedFromAServerThatIsAway() {
        worlds.pending("1").tick();
        worlds.done("1").queueFails(true).after(MINUTE);
        assertThat(worlds.world()
                        .learned()
                        .rhythm("linux")
                        .idleFor(1, worlds.now().plus(MINUTE)))
                .isZero();
    }

    private static Samples samples(long... seconds) {
        Samples samples = Samples.NONE;
        for (long second : seconds) {
            samples = samples.plus(Duration.ofSeconds(second), 32);
        }
        return samples;
    }

    private static FinishedJob job(String repo, long seconds, boolean completed) {
        return FinishedJob.builder(Worlds.job(repo), repo, "main", Worlds.NOON, Worlds.NOON.plusSeconds(seconds))
                .completed(completed)
                .build();
    }

    @Test
    void aKindKeepsItsNewestOnly() {
        List<FinishedJob> many = Stream.iterate(1, i -> i + 1)
                .limit(40)
                .map(i -> job("a", i, true))
                .toList();
        worlds.finished(many.toArray(FinishedJob[]::new)).tick();
        assertThat(worlds.world().learned().durations("a", "main").newest())
                .hasSize(32)
                .startsWith(Duration.ofSeconds(9));
    }
}
