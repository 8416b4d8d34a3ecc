package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether cron jobs are told from chance. Gaps are weighed against a law that knows nothing: log-uniform up to a week. */
final class ClockworkTest {
    private static final double BOOT = 90;

    private static Clockwork after(Clockwork clock, double... gaps) {
        for (double gap : gaps) {
            double density = 1 / (gap * StrictMath.log(7 * 86_400 / 30.0));
            clock = clock.after(gap, density, BOOT);
        }
        return clock;
    }

    private static Clockwork evenly(int gaps, double gap) {
        Clockwork clock = Clockwork.NONE;
        for (int i = 0; i < gaps; i++) {
            clock = after(clock, gap);
        }
        return clock;
    }

    @Test
    void oneGapIsNoClockwork() {
        assertThat(Clockwork.NONE.weight()).isZero();
        assertThat(evenly(1, 3600).weight()).isZero();
    }

    @Test
    void aCronJobIsBelievedAfterTwoToFourGaps() {
        for (double period : new double[] {600, 3600, 86_400}) {
            assertThat(evenly(4, period).weight()).as("%s s", period).isGreaterThan(0.8);
        }
        assertThat(evenly(2, 86_400).weight()).isGreaterThan(0.5);
    }

    @Test
    void itIsNeverCertain() {
        assertThat(evenly(1000, 3600).weight()).isLessThanOrEqualTo(Fitted.CLOCKWORK_AT_MOST);
    }

    @Test
    void gapsWithoutAnyOrderAreNotBelieved() {
        Clockwork clock = after(Clockwork.NONE, 40, 7000, 300, 90_000, 1500, 60, 20_000, 650);
        assertThat(clock.weight()).isLessThan(0.05);
    }

    @Test
    void evenGapsEndAtTheirTime() {
        Clockwork clock = evenly(4, 3600);
        assertThat(clock.longer(3500, BOOT)).isEqualTo(1);
        assertThat(clock.longer(3600, BOOT)).isEqualTo(0.5);
        assertThat(clock.longer(3700, BOOT)).isZero();
    }

    @Test
    void jitterWidensTheSpread() {
        Clockwork clock = after(Clockwork.NONE, 3600, 3500, 3700, 3550, 3650);
        assertThat(clock.longer(3500, BOOT)).isBetween(0.6, 0.99);
        assertThat(clock.longer(3700, BOOT)).isBetween(0.01, 0.4);
        assertThat(clock.weight()).isGreaterThan(0.5);
    }

    @Test
    void aTimetableThatChangesIsUnlearnedAndTheNewOneIsLearned() {
        Clockwork clock = evenly(20, 3600);
        assertThat(after(clock, 9000, 500, 21_000, 140, 50_000).weight()).isLessThan(0.1);
        Clockwork changed = clock;
        for (int i = 0; i < 8; i++) {
            changed = after(changed, 9000);
        }
        assertThat(changed.weight()).isGreaterThan(0.8);
        assertThat(changed.longer(8000, BOOT)).isEqualTo(1);
    }

    @Test
    void onlyTheLastGapsAreKept() {
        assertThat(evenly(20, 3600).gaps()).hasSize(Fitted.GAPS);
    }

    /** Both come of clocks that stand still, and made every later chance NaN. */
    @Test
    void gapsOfNoLengthAndALawThatForetoldNothingHarmNothing() {
        Clockwork still = Clockwork.NONE.after(0, 1, 0).after(0, 1, 0);
        assertThat(still.longer(0, 0)).isBetween(0.0, 1.0);
        Clockwork surprised = still.after(60, 0, 0).after(1000, 0, 0);
        assertThat(surprised.weight()).isBetween(0.0, 1.0);
    }
}
