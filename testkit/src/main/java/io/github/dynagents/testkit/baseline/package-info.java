/** Rules that others size their fleets by, as policies: what ours is compared with. */
@NullMarked
package io.github.dynagents.testkit.baseline;

import org.jspecify.annotations.NullMarked;
