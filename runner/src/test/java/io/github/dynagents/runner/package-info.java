@NullMarked
package io.github.dynagents.runner;

import org.jspecify.annotations.NullMarked;
