/**
 * Yardsticks: what a pool would have cost for one who knew the whole trace, and plain rules beside it. Free of the
 * autoscaler on purpose, so that it can check what was replayed through that.
 */
@NullMarked
package io.github.dynagents.testkit.hindsight;

import org.jspecify.annotations.NullMarked;
