/** Replays workloads through the production autoscaler, on virtual time, in a world where nothing goes wrong. */
@NullMarked
package io.github.dynagents.testkit.replay;

import org.jspecify.annotations.NullMarked;
