/** Machines that are local processes: the provider to read before writing one. */
@NullMarked
package io.github.dynagents.examples.process;

import org.jspecify.annotations.NullMarked;
