@NullMarked
package io.github.dynagents.runner.internal.demo;

import org.jspecify.annotations.NullMarked;
