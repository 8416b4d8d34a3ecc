/** A run of the daemon on disk: written as it goes, and replayed later. */
@NullMarked
package io.github.dynagents.runner.internal.recording;

import org.jspecify.annotations.NullMarked;
