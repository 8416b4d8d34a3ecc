package io.github.dynagents.core.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
    private Instant wall = TestSeam.NOON;
    private long nanos = -5;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    @Test
    void itGoesWithTheWall() {
        pass(10);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(10));
        assertThat(clock.wallIsBehindBy()).isZero();
    }

    @Test
    void itFollowsTheWallForwards() {
        wall = wall.plusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(3600));
        pass(5);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(3605));
    }

    @Test
    void itGoesOnAtItsOwnPaceWhenTheWallIsSetBack() {
        pass(10);
        wall = wall.minusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(10));
        pass(5);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(15));
        assertThat(clock.wallIsBehindBy()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void itMeetsTheWallAgainWhenThatCatchesUp() {
        wall = wall.minusSeconds(60);
        pass(10);
        wall = wall.plusSeconds(90);
        assertThat(clock.instant()).isEqualTo(TestSeam.NOON.plusSeconds(40));
        assertThat(clock.wallIsBehindBy()).isZero();
    }

    private void pass(long seconds) {
        wall = wall.plusSeconds(seconds);
        nanos += seconds * 1_000_000_000;
    }
}
