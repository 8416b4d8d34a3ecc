/** All that is believed at one instant, and how the next belief follows from it. Pure. */
@NullMarked
package io.github.dynagents.core.world;

import org.jspecify.annotations.NullMarked;
