/** The autoscaler inside a program of your own. */
@NullMarked
package io.github.dynagents.examples.embedding;

import org.jspecify.annotations.NullMarked;
