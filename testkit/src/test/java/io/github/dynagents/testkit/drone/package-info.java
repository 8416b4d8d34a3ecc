@NullMarked
package io.github.dynagents.testkit.drone;

import org.jspecify.annotations.NullMarked;
