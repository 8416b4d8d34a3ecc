/** {@code bench/policy}: our policy beside others', and beside what is known afterwards to be good. */
@NullMarked
package io.github.dynagents.bench.policy;

import org.jspecify.annotations.NullMarked;
