/** How fast simulations run. */
@NullMarked
package io.github.dynagents.bench;

import org.jspecify.annotations.NullMarked;
