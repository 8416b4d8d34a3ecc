package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import java.time.Duration;
import java.time.Instant;

/** {@link Invariant#NO_CUT_WITHOUT_LIMITS}, {@link Invariant#NO_TICK_FAILS} and {@link Invariant#NO_BUSY_LOOP}. */
final class LoopCheck implements Check {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage;
    private final Findings findings;
    private Instant hour;
    private int ticks;

    LoopCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
        this.hour = stage.time().now();
    }

    @Override
    public void decided(CallWatch daemon, World belief, Plan plan, Cut cut) {
        if (stage.scenario().limits().worstCase().isEmpty()) {
            cut.refused().forEach(refused -> findings.report(Invariant.NO_CUT_WITHOUT_LIMITS, refused.toString()));
        }
        Instant now = stage.time().now();
        if (now.isAfter(hour.plus(HOUR))) {
            hour = now;
            ticks = 0;
        }
        if (++ticks == Bounds.TICKS) {
            findings.report(Invariant.NO_BUSY_LOOP, ticks + " ticks since " + hour);
        }
    }

    @Override
    public void failed(RuntimeException why) {
        findings.report(Invariant.NO_TICK_FAILS, why.toString());
    }
}
