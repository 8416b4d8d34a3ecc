/** Finds providers in jars, each in a class loader of its own. */
@NullMarked
package io.github.dynagents.runner.internal.plugin;

import org.jspecify.annotations.NullMarked;
