/** Reads the one configuration file into records, with the place of every error. */
@NullMarked
package io.github.dynagents.runner.internal.config;

import org.jspecify.annotations.NullMarked;
