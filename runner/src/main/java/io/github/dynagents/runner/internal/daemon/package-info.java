/** What {@code plan} and {@code run} do with a configuration: opened, watched, told. */
@NullMarked
package io.github.dynagents.runner.internal.daemon;

import org.jspecify.annotations.NullMarked;
