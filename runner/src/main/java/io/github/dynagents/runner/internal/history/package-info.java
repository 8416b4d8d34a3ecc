/** Makes traces of what CI servers remember. */
@NullMarked
package io.github.dynagents.runner.internal.history;

import org.jspecify.annotations.NullMarked;
