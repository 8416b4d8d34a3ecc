package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RhythmTest {
    private static final Instant NOON = Worlds.NOON;
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SEEDS = 300;

    private static Rhythm observe(Rhythm rhythm, int jobs, Instant when) {
        return rhythm.observe(jobs, 1, () -> BOOT, when);
    }

    private static Rhythm after(int jobs, Instant when) {
        return observe(Rhythm.NONE, jobs, when);
    }

    @Test
    void aLevelIsNeededWhileSoManyMachinesAre() {
        Rhythm rhythm = observe(after(3, NOON), 1, NOON.plusSeconds(60));
        Instant now = NOON.plusSeconds(90);
        assertThat(rhythm.idleFor(1, now)).isZero();
        assertThat(rhythm.idleFor(2, now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rhythm.idleFor(3, now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rhythm.idleFor(4, now)).isZero();
        assertThat(rhythm.hasSeen(3)).isTrue();
        assertThat(rhythm.hasSeen(4)).isFalse();
        assertThat(rhythm.outlook(4, now, BOOT).isNever()).isTrue();
    }

    @Test
    void jobsThatShareAMachineNeedOne() {
        Rhythm rhythm = Rhythm.NONE.observe(5, 2, () -> BOOT, NOON);
        assertThat(rhythm.hasSeen(3)).isTrue();
        assertThat(rhythm.hasSeen(4)).isFalse();
    }

    @Test
    void whatWasNeverNeededIsNeverForetold() {
        Rhythm rhythm = after(0, NOON);
        assertThat(rhythm.hasSeen(1)).isFalse();
        assertThat(rhythm.outlook(1, NOON, BOOT).isNever()).isTrue();
    }

    @Test
    void whatDoesNotChangeTeachesNothing() {
        Rhythm busy = after(2, NOON);
        assertThat(observe(busy, 2, NOON.plusSeconds(20))).isSameAs(busy);
        Rhythm idle = observe(busy, 0, NOON.plusSeconds(20));
        Rhythm settled = observe(idle, 0, NOON.plusSeconds(60));
        assertThat(observe(settled, 0, NOON.plusSeconds(90))).isSameAs(settled);
        assertThat(observe(settled, 0, NOON.plusSeconds(900))).isNotSameAs(settled);
    }

    @Test
    void theMostThatWereNeededSinceAreRemembered() {
        Rhythm rhythm = observe(observe(after(5, NOON), 2, NOON.plusSeconds(60)), 0, NOON.plusSeconds(600));
        assertThat(rhythm.mostNeededSince(NOON)).isEqualTo(5);
        assertThat(rhythm.mostNeededSince(NOON.plusSeconds(60))).isEqualTo(2);
        assertThat(rhythm.mostNeededSince(NOON.plusSeconds(600))).isZero();
    }

    @Test
    void workThatComesAllTheTimeIsForetoldAndWorkThatStaysAwayIsForgottenSlowly() {
        Rhythm rhythm = after(0, NOON);
        Instant now = NOON;
        for (int i = 0; i < 50; i++) {
            rhythm = observe(rhythm, 1, now.plusSeconds(60 + i % 7 * 10));
            now = now.plusSeconds(130);
            rhythm = observe(rhythm, 0, now);
        }
        assertThat(within(rhythm, 1, now, Duration.ofMinutes(5))).isGreaterThan(0.8);
        Instant later = now.plus(Duration.ofHours(6));
        assertThat(within(observe(rhythm, 0, later), 1, later, Duration.ofMinutes(5)))
                .isLessThan(0.2);
    }

    @Test
    void manyLevelsCostNoMoreThanMemoryForAHundred() {
        Rhythm rhythm = after(100_000, NOON);
        assertThat(rhythm.levels()).hasSizeLessThan(130);
        assertThat(rhythm.hasSeen(100_000)).isTrue();
    }

    /** The chance that a level is needed within a while. */
    private static double within(Rhythm rhythm, int rank, Instant now, Duration horizon) {
        double open = 1;
        for (Outlook.Step step :
                rhythm.outlook(rank, now, Duration.ZERO, horizon).steps()) {
            open *= 1 - step.chance();
        }
        return 1 - open;
    }

    @Test
    void whateverHappensEveryChanceIsBetweenNoneAndCertain() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(outlooks(seed)).as("seed %s", seed).allSatisfy(outlook -> {
                assertThat(outlook.landing()).isBetween(0.0, 1e6);
                assertThat(outlook.steps())
                        .allSatisfy(step -> assertThat(step.chance()).isBetween(0.0, 1.0));
            });
        }
    }

    @Test
    void theSameSequenceGivesTheSameOutlook() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(outlooks(seed)).isEqualTo(outlooks(seed));
        }
        assertThat(outlooks(1)).isNotEqualTo(outlooks(2));
    }

    /** Counts and instants of all sorts: clocks stand still, leap, go back, and begin near the epoch or in 2038. */
    private static List<Outlook> outlooks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int slots = 1 + random.nextInt(3);
        Duration boot = Duration.ofSeconds(random.nextInt(3) * 90L);
        Instant now = List.of(NOON, Instant.EPOCH, Instant.ofEpochSecond((1L << 31) - 200))
                .get(random.nextInt(3));
        int most = random.nextBoolean() ? 2 : 60;
        Rhythm rhythm = Rhythm.NONE;
        List<Outlook> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            now = now.plusMillis(
                    switch (random.nextInt(6)) {
                        case 0, 1, 2 -> 0;
                        case 3 -> random.nextLong(1000 * 60);
                        case 4 -> random.nextLong(1000 * 90_000);
                        default -> -random.nextLong(1000 * 7200);
                    });
            rhythm = rhythm.observe(random.nextInt(most), slots, () -> boot, now);
            int rank = 1 + random.nextInt(most);
            Instant asked = now.plusSeconds(random.nextInt(-100, 3000));
            all.add(rhythm.outlook(rank, asked, boot));
            all.add(rhythm.outlook(rank, asked, Duration.ZERO, HOUR.multipliedBy(24)));
            all.add(rhythm.afresh(rank, asked, HOUR));
            assertThat(rhythm.idleFor(rank, asked)).isGreaterThanOrEqualTo(Duration.ZERO);
        }
        return all;
    }
}
