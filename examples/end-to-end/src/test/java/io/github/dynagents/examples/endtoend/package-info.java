/** The packaged daemon, a Drone server and agents, each a process, seen from outside. */
@NullMarked
package io.github.dynagents.examples.endtoend;

import org.jspecify.annotations.NullMarked;
