package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.policy.Cut;
import io.github.dynagents.core.policy.Plan;
import io.github.dynagents.core.world.World;
import io.github.dynagents.testkit.cloud.CloudWatcher;
import java.util.List;

/** Checks one invariant: told what happens when it happens, and asked after every step. */
interface Check extends CloudWatcher {
    /** A daemon has decided. What it believes is no evidence; what it decides is. */
    default void decided(CallWatch daemon, World belief, Plan plan, Cut cut) {}

    /** A tick of a daemon failed. */
    default void failed(RuntimeException why) {}

    /** An event has run. */
    default void step() {}

    /** The daemons that ran are dead for good, from now on; none, if the last one had crashed before. */
    default void died(List<Daemon> daemons) {}
}
