/** The production autoscaler, run through days in an instant. Start at {@link io.github.dynagents.testkit.sim.Simulation}. */
@NullMarked
package io.github.dynagents.testkit.sim;

import org.jspecify.annotations.NullMarked;
