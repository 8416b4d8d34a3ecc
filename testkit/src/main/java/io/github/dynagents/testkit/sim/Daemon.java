package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.Autoscaler;
import io.github.dynagents.testkit.time.VirtualProcess;

/** One run of the daemon. */
record Daemon(VirtualProcess process, Autoscaler autoscaler) {}
