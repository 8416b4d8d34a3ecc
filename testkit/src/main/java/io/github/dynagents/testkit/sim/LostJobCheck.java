package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.List;

/** {@link Invariant#NO_JOB_STAYS_LOST}. */
final class LostJobCheck implements Check {
    private final FakeCiServer ci;
    private final VirtualTime time;
    private final Findings findings;
    private boolean dead;

    LostJobCheck(Stage stage, Findings findings) {
        this.ci = stage.ci();
        this.time = stage.time();
        this.findings = findings;
    }

    @Override
    public void died(List<Daemon> daemons) {
        dead = true;
    }

    @Override
    public void step() {
        if (dead || ci.lostSince(Instant.MIN).isEmpty()) {
            return;
        }
        Instant since = ci.lostSince(findings.forgottenUntil(Invariant.NO_JOB_STAYS_LOST))
                .orElse(Instant.MAX);
        if (!since.isBefore(time.now().minus(Bounds.LOST))) {
            return;
        }
        Instant excused = findings.excusedUntil(Invariant.NO_JOB_STAYS_LOST);
        if (findings.isOver(since, excused, Bounds.LOST)) {
            findings.violate(Invariant.NO_JOB_STAYS_LOST, "a job died with its machine at " + since);
        }
    }
}
