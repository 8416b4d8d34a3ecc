@NullMarked
package io.github.dynagents.examples.testkitreuse;

import org.jspecify.annotations.NullMarked;
