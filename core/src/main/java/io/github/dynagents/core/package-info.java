/** The autoscaler that an embedding program holds. Start reading at {@link io.github.dynagents.core.Autoscaler}. */
@NullMarked
package io.github.dynagents.core;

import org.jspecify.annotations.NullMarked;
