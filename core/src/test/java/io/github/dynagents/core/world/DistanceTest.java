package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DistanceTest {
    @Test
    void everyRankHasACell() {
        for (int needed = 0; needed < 100; needed++) {
            for (int rank = 1; rank < 300; rank++) {
                assertThat(Distance.cell(rank, needed)).isBetween(0, Distance.CELLS - 1);
            }
        }
    }

    @Test
    void theNextMachineIsToldFromTheOneAfterIt() {
        assertThat(Distance.cell(3, 2)).isNotEqualTo(Distance.cell(4, 2));
        assertThat(Distance.cell(4, 2)).isNotEqualTo(Distance.cell(5, 2));
    }

    @Test
    void theFurtherAwayTheLessItMattersByHowMuch() {
        assertThat(Distance.cell(30, 2)).isEqualTo(Distance.cell(300, 2));
        assertThat(Distance.cell(7, 2)).isEqualTo(Distance.cell(10, 2));
    }

    @Test
    void oneMoreThanNoneIsNotOneMoreThanMany() {
        assertThat(Distance.cell(1, 0)).isNotEqualTo(Distance.cell(2, 1));
        assertThat(Distance.cell(2, 1)).isNotEqualTo(Distance.cell(9, 8));
        assertThat(Distance.cell(51, 50)).isEqualTo(Distance.cell(9, 8));
    }

    @Test
    void aLevelThatIsNeededAlreadyIsAsNearAsCanBe() {
        assertThat(Distance.cell(2, 2)).isEqualTo(Distance.cell(3, 2));
    }
}
