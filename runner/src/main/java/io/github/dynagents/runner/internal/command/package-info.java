/** The commands of the command line. */
@NullMarked
package io.github.dynagents.runner.internal.command;

import org.jspecify.annotations.NullMarked;
