/** What {@code plan}, {@code run} and {@code reap} do with a configuration: opened, watched, told. */
@NullMarked
package io.github.dynagents.runner.internal.daemon;

import org.jspecify.annotations.NullMarked;
