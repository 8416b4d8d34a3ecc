/** A cloud that exists only on virtual time, with an invoice of its own. */
@NullMarked
package io.github.dynagents.testkit.cloud;

import org.jspecify.annotations.NullMarked;
