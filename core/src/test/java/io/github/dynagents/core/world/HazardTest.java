package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HazardTest {
    private static final double HOUR = 3600;

    private final Hazard hazard = new Hazard();

    @Test
    void knowingNothingGapsAreAsLikelyOnEveryScale() {
        assertThat(hazard.rate(30, 0, 1)).isCloseTo(1 / (30 * StrictMath.log(7 * 86_400 / 30.0)), within(1e-9));
        double last = Double.POSITIVE_INFINITY;
        for (double age = 30; age < 14 * 86_400; age *= 2) {
            assertThat(hazard.rate(age, 0, 1)).isPositive().isLessThanOrEqualTo(last);
            last = hazard.rate(age, 0, 1);
        }
    }

    /** Three gaps in four end within a day, if all scales up to a week are as likely: ln(86400/30)/ln(604800/30). */
    @Test
    void knowingNothingMostGapsEndWithinADay() {
        double open = 1;
        for (double at = 30; at < 86_400; at += 10) {
            open *= 1 - 10 * hazard.rate(at, 0, 1);
        }
        assertThat(open).isCloseTo(0.2, within(0.06));
    }

    @Test
    void aGapThatEndsRaisesTheRateAtItsAgeOnly() {
        double young = hazard.rate(30, 0, 1);
        double old = hazard.rate(90, 0, 1);
        double older = hazard.rate(500, 0, 1);
        gaps(20, 90, 0, 1, 0);
        assertThat(hazard.rate(90, 0, hazard.near(1, 0))).isGreaterThan(3 * old);
        assertThat(hazard.rate(30, 0, hazard.near(1, 0))).isLessThan(young);
        assertThat(hazard.rate(500, 1e7, 1)).isCloseTo(older, within(older / 1e6));
    }

    @Test
    void aBusyHourOfTheWeekIsLearned() {
        for (int i = 0; i < 200; i++) {
            gaps(1, 400, 0, 1, 0);
            hazard.idle(400, HOUR, 1, 0, 4000);
        }
        assertThat(hazard.rate(400, 0, 1)).isGreaterThan(5 * hazard.rate(400, HOUR, 1));
        assertThat(hazard.rate(400, 7 * 24 * HOUR, 1)).isEqualTo(hazard.rate(400, 0, 1));
    }

    @Test
    void howFarAwayALevelIsIsLearned() {
        for (int i = 0; i < 200; i++) {
            gaps(1, 400, i * HOUR, 3, 2);
            hazard.idle(400, i * HOUR, 5, 2, 4000);
        }
        assertThat(hazard.near(3, 2)).isGreaterThan(3 * hazard.near(5, 2));
        assertThat(hazard.near(3, 0)).isEqualTo(1);
    }

    @Test
    void whatTheLawTellsTheOthersNeedNotLearn() {
        gaps(2000, 400, 0, 1, 0); // 160 s of each are in the last octave
        double learned = hazard.rate(400, 0, hazard.near(1, 0));
        assertThat(learned).isCloseTo(1 / 160.0, within(0.1 / 160));
        assertThat(hazard.rate(400, HOUR, 1)).isBetween(0.6 * learned, 1.2 * learned);
    }

    /** Days and nights, bursts, and levels that come seldom: nothing of it is a law of age, of hours or of distance alone. */
    @Test
    void asManyEventsComeAsAreForetold() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(foretoldForEach(seed)).as("seed %s", seed).isBetween(0.85, 1.15);
        }
    }

    private static double foretoldForEach(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Hazard learns = new Hazard();
        double foretold = 0;
        int events = 0;
        double at = 0;
        for (int i = 0; i < 6000; i++) {
            int rank = 1 + random.nextInt(4);
            double hour = StrictMath.floor(at / HOUR) % 24;
            double mean = (hour < 8 ? 20_000 : 900) * rank * (random.nextInt(3) == 0 ? 0.1 : 1);
            double gap = -mean * StrictMath.log(1 - random.nextDouble());
            for (double age = 0; age < gap; age += 30) {
                double step = Math.min(30, gap - age);
                double told = learns.idle(age + step / 2, at + age + step / 2, rank, 0, step);
                foretold += i < 3000 ? 0 : told;
            }
            learns.needed(gap, at + gap, rank, 0);
            events += i < 3000 ? 0 : 1;
            at += gap;
        }
        return foretold / events;
    }

    /** So many gaps, each of that length. */
    private void gaps(int count, double length, double at, int rank, int needed) {
        for (int i = 0; i < count; i++) {
            double since = 0;
            while (since < length) {
                double until = Math.min(length, Hazard.sameUntil(0, since));
                hazard.idle((since + until) / 2, at, rank, needed, until - since);
                since = until;
            }
            hazard.needed(length, at, rank, needed);
        }
    }

    /** A gap that stood open at the edge of two cells never got beyond it: at 2038, or near the epoch. */
    @Test
    void theNextCellIsAlwaysLater() {
        SplittableRandom random = new SplittableRandom(7);
        for (double around : new double[] {0, 1L << 30, 1L << 31}) {
            for (int i = 0; i < 20_000; i++) {
                double since = around - 30 + random.nextInt(60_000) / 1e3;
                double at = since + 60;
                assertThat(Hazard.sameUntil(since, at)).isGreaterThan(at);
            }
        }
    }
}
