/** What goes wrong in the fakes, by script or by chance of one seed. */
@NullMarked
package io.github.dynagents.testkit.fault;

import org.jspecify.annotations.NullMarked;
