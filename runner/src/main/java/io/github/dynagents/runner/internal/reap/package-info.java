/** Releases machines without the daemon: what is due, and how it goes. */
@NullMarked
package io.github.dynagents.runner.internal.reap;

import org.jspecify.annotations.NullMarked;
