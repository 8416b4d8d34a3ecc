/** What a provider of machines and a client of a CI server implement. */
@NullMarked
package io.github.dynagents.core.spi;

import org.jspecify.annotations.NullMarked;
