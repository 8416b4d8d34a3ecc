/** What joins a fake machine to a fake CI server: the agent between them. */
@NullMarked
package io.github.dynagents.testkit.agent;

import org.jspecify.annotations.NullMarked;
