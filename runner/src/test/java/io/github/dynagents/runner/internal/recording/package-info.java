/** A run on disk is the same run. */
@NullMarked
package io.github.dynagents.runner.internal.recording;

import org.jspecify.annotations.NullMarked;
