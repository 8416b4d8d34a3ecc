package io.github.dynagents.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutlookTest {
    private static final double BOOT = 90;
    private static final double HOUR = 3600;
    private static final Level IDLE = Level.firstNeeded(0).ends(0);

    private final Hazard hazard = new Hazard();

    private Outlook.Teller teller(Level level, int needed, double now) {
        return new Outlook.Teller(hazard, level, 3, needed, now, BOOT);
    }

    @Test
    void stepsFollowEachOtherAndCoverTheHorizon() {
        for (double horizon : new double[] {1, 60, HOUR, 10_000.5}) {
            double end = 0;
            for (Outlook.Step step : teller(IDLE, 0, 500).from(BOOT, horizon).steps()) {
                assertThat(step.from()).isEqualTo(end);
                assertThat(step.seconds()).isPositive().isLessThanOrEqualTo(300);
                assertThat(step.chance()).isBetween(0.0, 1.0);
                end = step.from() + step.seconds();
            }
            assertThat(end).isCloseTo(horizon, within(1e-6));
        }
    }

    @Test
    void ofNothingThereIsNoStep() {
        assertThat(teller(IDLE, 0, 500).from(BOOT, 0).steps()).isEmpty();
        assertThat(Outlook.NEVER.isNever()).isTrue();
    }

    @Test
    void aLevelThatIsNearIsForetoldSoonerAndFadesAsTheJobsOfNowEnd() {
        for (int i = 0; i < 200; i++) {
            hazard.idle(400, i * HOUR, 3, 2, 400);
            hazard.needed(400, i * HOUR, 3, 2);
            hazard.idle(400, i * HOUR, 3, 0, 4000);
        }
        List<Outlook.Step> near = teller(IDLE, 2, 0).from(0, 6 * HOUR).steps();
        List<Outlook.Step> far = teller(IDLE, 0, 0).from(0, 6 * HOUR).steps();
        double first = near.getFirst().chance() / far.getFirst().chance();
        double last = near.getLast().chance() / far.getLast().chance();
        assertThat(first).isGreaterThan(2);
        assertThat(last).isCloseTo(1, within(0.1));
    }

    @Test
    void afreshDoesNotHangOnHowNearDemandIsNorOnHowLongTheLevelHasBeenIdle() {
        Outlook now = teller(IDLE, 0, 500).afresh(HOUR);
        assertThat(teller(IDLE, 2, 500).afresh(HOUR)).isEqualTo(now);
        assertThat(teller(Level.firstNeeded(499).ends(499).told(500, 0.1), 2, 500)
                        .afresh(HOUR))
                .isEqualTo(now);
        assertThat(teller(IDLE.begins(400, Clockwork.NONE), 3, 500).afresh(HOUR).steps())
                .isEqualTo(now.steps());
    }

    @Test
    void afreshANewGapIsMoreLikelyToEndSoonThanOneThatHasLasted() {
        double fresh = teller(IDLE, 0, 90_000).afresh(HOUR).steps().getFirst().chance();
        double lasting = teller(IDLE, 0, 90_000).from(0, HOUR).steps().stream()
                .mapToDouble(Outlook.Step::chance)
                .max()
                .orElseThrow();
        assertThat(fresh).isGreaterThan(5 * lasting);
    }

    @Test
    void clockworkIsForetoldForItsTime() {
        Clockwork clock = Clockwork.NONE;
        for (int i = 0; i < 8; i++) {
            clock = clock.after(HOUR, 1e-5, BOOT);
        }
        Level cron = IDLE.begins(0, clock).ends(0);
        List<Outlook.Step> steps = teller(cron, 0, HOUR - 600).from(0, HOUR).steps();
        Outlook.Step likely = steps.stream()
                .max(java.util.Comparator.comparingDouble(Outlook.Step::chance))
                .orElseThrow();
        assertThat(likely.from()).isLessThanOrEqualTo(600);
        assertThat(likely.from() + likely.seconds()).isGreaterThanOrEqualTo(600);
        assertThat(likely.chance()).isGreaterThan(0.5);
        assertThat(steps.getFirst().chance()).isLessThan(0.05);
    }

    /** What is sure to have come by now, and has not, comes at every next moment: never is not what that means. */
    @Test
    void aGapThatOutlivedAllThatWasForetoldMayStillEnd() {
        Level overdue = IDLE.told(500, 1e6);
        assertThat(teller(overdue, 0, 500).from(0, HOUR).steps().getFirst().chance())
                .isPositive();
    }
}
