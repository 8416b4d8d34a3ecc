package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LevelTest {
    private static final double BOOT = 90;
    private static final Level IDLE = Level.firstNeeded(0).ends(0);

    @Test
    void knowingNothingOneJobIsSavedABoot() {
        assertThat(Level.firstNeeded(0).lands(0, BOOT, 1).landing()).isEqualTo(1);
    }

    @Test
    void jobsThatComeTogetherAreAllSavedABoot() {
        Level level = IDLE;
        for (int gap = 0; gap < 50; gap++) {
            double at = 1000 * (gap + 1);
            level = level.begins(at, Clockwork.NONE);
            for (int job = 0; job < 4; job++) {
                level = level.lands(at, BOOT, 1);
            }
            level = level.ends(at + 300);
        }
        assertThat(level.landing()).isCloseTo(4, within(0.2));
    }

    @Test
    void aJobThatComesDuringTheBootIsSavedItsRest() {
        Level begun = IDLE.begins(1000, Clockwork.NONE);
        assertThat(begun.lands(1045, BOOT, 1).landed()).isEqualTo(0.5);
        assertThat(begun.lands(1090, BOOT, 1).landed()).isZero();
        assertThat(begun.lands(5000, BOOT, 1).landed()).isZero();
    }

    @Test
    void whereNothingBootsNothingIsSaved() {
        assertThat(IDLE.begins(1000, Clockwork.NONE).lands(1000, 0, 1).landed()).isZero();
    }

    /** It made a machine worth a thousand boots. */
    @Test
    void aClockThatGoesBackDoesNotMakeAJobSaveMoreThanABoot() {
        assertThat(IDLE.begins(100_000, Clockwork.NONE).lands(0, BOOT, 1).landed())
                .isEqualTo(1);
    }

    @Test
    void aGapBeginsWithNothingForetold() {
        Level open = IDLE.told(60, 0.25).told(90, 0.25);
        assertThat(open.foretold()).isEqualTo(0.5);
        assertThat(open.toldUntil()).isEqualTo(90);
        assertThat(open.begins(100, Clockwork.NONE).ends(200).foretold()).isZero();
    }

    @Test
    void ofRanksThatAreNotToldApartEachSavesItsOwnBoots() {
        Level eight = IDLE.begins(1000, Clockwork.NONE);
        for (int job = 0; job < 8; job++) {
            eight = eight.lands(1000, BOOT, 8);
        }
        assertThat(eight.landed()).isEqualTo(1);
    }
}
