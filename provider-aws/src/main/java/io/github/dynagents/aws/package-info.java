/** Machines on Amazon EC2, with agents as programs, containers or ECS tasks. */
@NullMarked
package io.github.dynagents.aws;

import org.jspecify.annotations.NullMarked;
