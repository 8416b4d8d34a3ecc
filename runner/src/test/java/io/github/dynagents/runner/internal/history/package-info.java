@NullMarked
package io.github.dynagents.runner.internal.history;

import org.jspecify.annotations.NullMarked;
