/** A CI server in memory, on virtual time. */
@NullMarked
package io.github.dynagents.testkit.ci;

import org.jspecify.annotations.NullMarked;
