package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.testkit.cloud.Invoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Invariant#COST_GOES_TO_ZERO}. */
final class CostCheck implements Check {
    private final Stage stage;
    private final Findings findings;
    private Duration longestTerm = Duration.ZERO;
    private @Nullable Instant idleSince;
    private boolean dead;

    CostCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
    }

    @Override
    public void born(Invoice.Item machine, Purchase purchase) {
        Duration term = machine.terms().billed(Duration.ofMillis(1));
        longestTerm = term.compareTo(longestTerm) > 0 ? term : longestTerm;
    }

    @Override
    public void died(List<Daemon> daemons) {
        dead = true;
    }

    @Override
    public void step() {
        if (dead || !stage.ci().isIdle() || stage.alive() == 0) {
            idleSince = null;
            return;
        }
        Instant now = stage.time().now();
        Instant since = idleSince;
        if (since == null) {
            idleSince = now;
            return;
        }
        Duration bound = longestTerm.plus(Bounds.IDLE);
        if (now.isAfter(since.plus(bound))
                && findings.isOver(since, findings.excusedUntil(Invariant.COST_GOES_TO_ZERO), bound)) {
            findings.violate(
                    Invariant.COST_GOES_TO_ZERO,
                    stage.alive() + " machines are billed, and there was no job since " + since);
        }
    }
}
