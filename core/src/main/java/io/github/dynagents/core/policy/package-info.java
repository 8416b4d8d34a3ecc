/** What to do, and what the limits let through. Pure. */
@NullMarked
package io.github.dynagents.core.policy;

import org.jspecify.annotations.NullMarked;
