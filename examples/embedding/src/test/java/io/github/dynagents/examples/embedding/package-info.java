@NullMarked
package io.github.dynagents.examples.embedding;

import org.jspecify.annotations.NullMarked;
