package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Decision;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.cloud.Invoice;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** {@link Invariant#NO_BUSY_MACHINE_IS_TAKEN}. */
final class BusyCheck implements Check {
    private final Stage stage;
    private final Findings findings;
    private final Map<MachineName, Instant> drainedSince = new HashMap<>();

    BusyCheck(Stage stage, Findings findings) {
        this.stage = stage;
        this.findings = findings;
    }

    @Override
    public void decided(CallWatch daemon, World belief, Plan plan, Cut cut) {
        for (Decision decision : cut.kept()) {
            if (decision instanceof Decision.Drain drain) {
                drainedSince.putIfAbsent(drain.name(), stage.time().now());
            } else if (decision instanceof Decision.Cordon cordon) {
                drainedSince.putIfAbsent(cordon.name(), stage.time().now());
            } else if (decision instanceof Decision.Undrain undrain) {
                drainedSince.remove(undrain.name());
            }
        }
    }

    @Override
    public void taken(Invoice.Item machine, String call, int jobs) {
        Instant now = stage.time().now();
        Instant since = drainedSince.getOrDefault(machine.name(), now);
        if (jobs == 0 || !now.isBefore(since.plus(stage.scenario().safety().grace()))) {
            return;
        }
        if (nothingReaches(stage.cloud(machine.account()).capabilities())) {
            findings.excuse(Invariant.NO_BUSY_MACHINE_IS_TAKEN, Cause.Situation.NOTHING_REACHES_THE_AGENT);
        } else {
            findings.report(
                    Invariant.NO_BUSY_MACHINE_IS_TAKEN,
                    call + " of " + machine.name() + ", which has " + jobs + " jobs, and drains since " + since);
        }
    }

    private boolean nothingReaches(Capabilities cloud) {
        return stage.scenario().ci() == Scenario.CiKind.DRONE
                && cloud.leases() != LeaseChannel.LIVE
                && !cloud.can(Capability.STOP_AGENT);
    }
}
