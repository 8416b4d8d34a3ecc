/** How log lines look. */
@NullMarked
package io.github.dynagents.runner.internal.log;

import org.jspecify.annotations.NullMarked;
