/** {@code dynagents simulate}: what a trace would have cost under whatever policy. */
@NullMarked
package io.github.dynagents.runner.internal.simulate;

import org.jspecify.annotations.NullMarked;
