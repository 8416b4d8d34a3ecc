@NullMarked
package io.github.dynagents.runner.internal.log;

import org.jspecify.annotations.NullMarked;
