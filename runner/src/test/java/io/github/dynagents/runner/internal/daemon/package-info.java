@NullMarked
package io.github.dynagents.runner.internal.daemon;

import org.jspecify.annotations.NullMarked;
