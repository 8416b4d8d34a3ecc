package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.cloud.Invoice;
import java.util.HashSet;
import java.util.Set;

/** {@link Invariant#NOTHING_ON_AN_UNKNOWN}. */
final class UnknownCheck implements Check {
    private final Stage stage;
    private final Findings findings;
    private final Set<MachineName> released = new HashSet<>();

    UnknownCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
    }

    @Override
    public void decided(CallWatch daemon, World belief, Plan plan, Cut cut) {
        if (cut.kept().isEmpty()) {
            return;
        }
        boolean seesJobs = daemon.sees(Scenario.SERVER, Bounds.FRESH);
        for (Decision decision : cut.kept()) {
            switch (decision) {
                case Decision.Buy buy -> {
                    unless(seesJobs, decision, "its CI server");
                    String account = buy.offering().account();
                    unless(daemon.sees(account, Bounds.FRESH), decision, "account " + account);
                }
                case Decision.Drain drain -> unless(seesJobs, decision, "its CI server");
                case Decision.Cordon cordon -> unless(seesJobs, decision, "its CI server");
                case Decision.Release release -> release(release, seesJobs);
                case Decision.Undrain d -> unless(seesJobs, decision, "its CI server");
                case Decision.Restart d -> unless(seesJobs, decision, "its CI server");
                case Decision.Settle d -> {}
                case Decision.StartAgent d -> {}
                case Decision.Renew d -> {}
                case Decision.Revoke d -> {}
                case Decision.Tell d -> {}
            }
        }
    }

    private void release(Decision.Release release, boolean seesJobs) {
        boolean again = !released.add(release.name());
        if (seesJobs) {
            return;
        }
        if (again) {
            findings.excuse(Invariant.NOTHING_ON_AN_UNKNOWN, Cause.Situation.RELEASED_AGAIN);
        } else if (isOff(release.name())) {
            findings.excuse(Invariant.NOTHING_ON_AN_UNKNOWN, Cause.Situation.POWERED_OFF);
        } else {
            unless(false, release, "its CI server");
        }
    }

    private boolean isOff(MachineName name) {
        return stage.clouds().values().stream().noneMatch(cloud -> cloud.isOn(name));
    }

    private void unless(boolean seen, Decision decision, String source) {
        if (!seen) {
            findings.report(Invariant.NOTHING_ON_AN_UNKNOWN, decision + " while " + source + " cannot be seen");
        }
    }

    @Override
    public void ended(Invoice.Item machine) {
        released.remove(machine.name());
    }
}
