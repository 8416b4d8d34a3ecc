/** The script that a machine runs, and its watchdog. */
@NullMarked
package io.github.dynagents.core.boot;

import org.jspecify.annotations.NullMarked;
