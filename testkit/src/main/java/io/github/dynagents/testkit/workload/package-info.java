/** Jobs to come: made up from a seed, or read from a trace. */
@NullMarked
package io.github.dynagents.testkit.workload;

import org.jspecify.annotations.NullMarked;
