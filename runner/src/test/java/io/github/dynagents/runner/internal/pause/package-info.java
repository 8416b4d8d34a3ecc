@NullMarked
package io.github.dynagents.runner.internal.pause;

import org.jspecify.annotations.NullMarked;
