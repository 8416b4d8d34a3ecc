/** A Drone server over real HTTP on loopback, and a runner for it, both with the behaviour of the real ones. */
@NullMarked
package io.github.dynagents.testkit.drone;

import org.jspecify.annotations.NullMarked;
