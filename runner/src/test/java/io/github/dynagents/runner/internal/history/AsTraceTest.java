package io.github.dynagents.runner.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.FinishedJob;
import io.github.dynagents.core.model.JobId;
import io.github.dynagents.testkit.workload.TraceLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsTraceTest {
    private static FinishedJob.Builder job(String id, String started) {
        Instant began = Instant.parse(started);
        return FinishedJob.builder(new JobId("ci", id), "7", "test", began, began.plusSeconds(60));
    }

    private static List<TraceLine> trace(FinishedJob... jobs) {
        return AsTrace.of(List.of(jobs), Names.REAL);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, PT0S",
        "2026-11-23T00:00:01Z, PT1S",
        "2026-11-25T12:00:00Z, PT60H",
        "2026-11-29T23:59:59Z, PT167H59M59S",
    })
    void timeIsCountedFromTheLastMondayAtMidnight(String submitted, Duration expected) {
        FinishedJob job = job("1", "2026-12-01T00:00:00Z")
                .created(Instant.parse(submitted))
                .build();

        assertThat(trace(job)).extracting(TraceLine::submitted).containsExactly(expected);
    }

    @Test
    void aJobOfUnknownCreationWasSubmittedWhenItBegan() {
        assertThat(trace(job("1", "2026-11-23T01:00:00Z").build()))
                .extracting(TraceLine::submitted)
                .containsExactly(Duration.ofHours(1));
    }

    @Test
    void jobsAreInTheOrderInWhichTheyWereSubmittedUnderTheNamesOfPeople() {
        List<TraceLine> lines = trace(
                job("1", "2026-11-24T01:00:00Z").repoName("octo/late").build(),
                job("2", "2026-11-23T01:00:00Z").repoName("octo/early").build());

        assertThat(lines).extracting(TraceLine::repo).containsExactly("octo/early", "octo/late");
        assertThat(lines).extracting(TraceLine::submitted).containsExactly(Duration.ofHours(1), Duration.ofHours(25));
    }

    @Test
    void nothingBecomesNothing() {
        assertThat(trace()).isEmpty();
    }
}
