package io.github.dynagents.testkit.sim;

import io.github.dynagents.testkit.ci.FakeCiServer;
import io.github.dynagents.testkit.fault.FaultKind;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link Invariant#NO_JOB_STARVES}. */
final class StarvationCheck implements Check {
    private static final List<String> EVERYWHERE = List.of(Scenario.SERVER, Scenario.DAEMON);

    /** That a machine does not come, or stay, shows only when it is too late to ask elsewhere. */
    private static final Set<FaultKind> MACHINES = EnumSet.of(
            FaultKind.NEVER_UP,
            FaultKind.NO_AGENT,
            FaultKind.NO_SCRIPT,
            FaultKind.DIES_IN_JOB,
            FaultKind.PREEMPTED,
            FaultKind.PREEMPTED_UNANNOUNCED);

    private final Scenario scenario;
    private final FakeCiServer ci;
    private final VirtualTime time;
    private final Findings findings;
    private final Fullness fullness;
    private final Map<String, Instant> excusedUntil = new HashMap<>();
    private boolean dead;

    StarvationCheck(Stage stage, Findings findings, Fullness fullness) {
        this.scenario = stage.scenario();
        this.ci = stage.ci();
        this.time = stage.time();
        this.findings = findings;
        this.fullness = fullness;
    }

    @Override
    public void died(List<Daemon> daemons) {
        dead = true;
    }

    @Override
    public void step() {
        if (dead) {
            return;
        }
        Instant latest = time.now().minus(Bounds.STARVING);
        for (Scenario.PoolSetup pool : scenario.pools()) {
            Instant since = ci.starvingSince(pool.name()).orElse(Instant.MAX);
            if (since.isBefore(latest) && isPossible(pool) && isOver(since, pool)) {
                findings.violate(
                        Invariant.NO_JOB_STARVES,
                        "jobs of pool " + pool.name() + " wait, and none of its machines has had a job since " + since);
            }
        }
    }

    /** Excuses only ever last longer: before the latest of them is over, nothing need be looked at. */
    private boolean isPossible(Scenario.PoolSetup pool) {
        return time.now().isAfter(excusedUntil.getOrDefault(pool.name(), Instant.MIN));
    }

    private boolean isOver(Instant since, Scenario.PoolSetup pool) {
        Instant excused = excused(pool);
        if (excused.isAfter(since)) {
            excusedUntil.put(pool.name(), excused.plus(Bounds.STARVING));
        }
        return findings.isOver(since, excused, Bounds.STARVING);
    }

    /** One account that could serve is enough to have no excuse. */
    private Instant excused(Scenario.PoolSetup pool) {
        Instant earliest = Instant.MAX;
        for (Scenario.CloudSetup cloud : scenario.clouds()) {
            Instant faults = findings.excusedUntil(Invariant.NO_JOB_STARVES, List.of(cloud.account()));
            Instant until = Findings.later(faults, fullness.lastFull(pool, cloud));
            earliest = until.isBefore(earliest) ? until : earliest;
        }
        Instant common = findings.excusedUntil(Invariant.NO_JOB_STARVES, EVERYWHERE);
        for (Scenario.CloudSetup cloud : scenario.clouds()) {
            common = Findings.later(
                    common, findings.excusedUntil(Invariant.NO_JOB_STARVES, List.of(cloud.account()), MACHINES));
        }
        return Findings.later(earliest, common);
    }
}
