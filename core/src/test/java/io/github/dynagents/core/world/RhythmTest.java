package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RhythmTest {
    private static final Instant NOON = Worlds.NOON;

    @Test
    void aLevelIsNeededWhileMoreMachinesAre() {
        Rhythm rhythm = Rhythm.UNKNOWN.observe(3, NOON).observe(1, NOON.plusSeconds(60));
        assertThat(rhythm.idleFor(0, NOON.plusSeconds(90))).isZero();
        assertThat(rhythm.idleFor(1, NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(30));
        assertThat(rhythm.idleFor(2, NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(30));
        assertThat(rhythm.idleFor(3, NOON.plusSeconds(90))).isZero();
        assertThat(rhythm.hasSeen(3)).isFalse();
    }

    @Test
    void whatDoesNotChangeTeachesNothing() {
        Rhythm rhythm = Rhythm.UNKNOWN.observe(2, NOON);
        assertThat(rhythm.observe(2, NOON.plusSeconds(999))).isSameAs(rhythm);
    }

    @Test
    void aGapThatEndsRaisesTheRateAtItsAge() {
        Rhythm before = Rhythm.UNKNOWN.observe(1, NOON).observe(0, NOON);
        Rhythm after = before;
        Instant now = NOON;
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(90);
            after = after.observe(1, now).observe(0, now);
        }
        assertThat(after.rates(now).at(90)).isGreaterThan(before.rates(NOON).at(90));
        assertThat(after.rates(now).at(30)).isLessThan(before.rates(NOON).at(30));
    }

    @Test
    void aGapThatStandsOpenLowersTheRatesThatItHasOutlived() {
        Rhythm open = Rhythm.UNKNOWN.observe(1, NOON).observe(0, NOON);
        assertThat(open.rates(NOON.plusSeconds(3600)).at(600))
                .isLessThan(open.rates(NOON).at(600));
        assertThat(open.rates(NOON.plusSeconds(3600)).at(7200))
                .isEqualTo(open.rates(NOON).at(7200));
    }

    @Test
    void knowingNothingLongerGapsEndMoreSlowly() {
        Rhythm.Rates rates = Rhythm.UNKNOWN.rates(NOON);
        double last = Double.POSITIVE_INFINITY;
        for (double age = 30; age < 7 * 86_400; age *= 2) {
            assertThat(rates.at(age)).isPositive().isLessThan(last);
            last = rates.at(age);
        }
    }

    @Test
    void levelsAreBounded() {
        Rhythm rhythm = Rhythm.UNKNOWN.observe(100_000, NOON);
        assertThat(rhythm.levels()).hasSize(256);
        assertThat(rhythm.observe(50_000, NOON.plusSeconds(1))).isSameAs(rhythm);
    }

    @Test
    void aClockThatStandsStillHarmsNothing() {
        Rhythm rhythm = Rhythm.UNKNOWN.observe(1, NOON).observe(0, NOON.plusSeconds(9));
        assertThat(rhythm.idleFor(0, NOON)).isZero();
        assertThat(rhythm.observe(1, NOON).rates(NOON).at(1)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M", "PT59S, PT1M", "PT1M, PT2M", "PT3M, PT4M", "PT1H, PT1H4M"})
    void ratesChangeAtTheNextOctave(Duration age, Duration next) {
        assertThat(Rhythm.nextOctave(age)).isEqualTo(next);
    }
}
