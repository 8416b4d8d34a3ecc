/** Plain data: names, money, offerings, machines, jobs, agents. No clock, thread, I/O or randomness. */
@NullMarked
package io.github.dynagents.core.model;

import org.jspecify.annotations.NullMarked;
