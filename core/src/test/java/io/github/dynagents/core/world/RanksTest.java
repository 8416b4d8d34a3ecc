package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RanksTest {
    @Test
    void theFirstSixteenAreToldApartOneByOne() {
        for (int rank = 1; rank <= 16; rank++) {
            assertThat(Ranks.level(rank)).isEqualTo(rank - 1);
        }
        assertThat(Ranks.level(17)).isEqualTo(Ranks.level(16));
        assertThat(Ranks.level(18)).isEqualTo(Ranks.level(17) + 1);
    }

    @Test
    void aLevelBeginsWithItsFirstRankAndEndsBeforeTheNext() {
        for (int level = 0; level < 120; level++) {
            assertThat(Ranks.level(Ranks.first(level))).isEqualTo(level);
            assertThat(Ranks.level(Ranks.first(level + 1) - 1)).isEqualTo(level);
        }
    }

    @Test
    void levelsOnlyEverRise() {
        int last = 0;
        for (int rank = 1; rank < 200_000; rank++) {
            assertThat(Ranks.level(rank)).isBetween(last, last + 1);
            last = Ranks.level(rank);
        }
        assertThat(last).isLessThan(130);
    }
}
