/** HTTP servers that misbehave as told. */
@NullMarked
package io.github.dynagents.testkit.http;

import org.jspecify.annotations.NullMarked;
