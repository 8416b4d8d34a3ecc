/** Tells people of what is urgent. */
@NullMarked
package io.github.dynagents.runner.internal.alert;

import org.jspecify.annotations.NullMarked;
