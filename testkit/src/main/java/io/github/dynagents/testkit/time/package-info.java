/** Virtual time: one thread, one seed, one order of events. */
@NullMarked
package io.github.dynagents.testkit.time;

import org.jspecify.annotations.NullMarked;
