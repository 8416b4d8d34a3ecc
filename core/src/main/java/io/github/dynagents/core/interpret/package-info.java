/** Carries decisions out: live, dry or recorded. */
@NullMarked
package io.github.dynagents.core.interpret;

import org.jspecify.annotations.NullMarked;
