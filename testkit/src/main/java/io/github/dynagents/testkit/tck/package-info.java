/**
 * Contracts: abstract JUnit classes that say whether a provider, or a CI server's client, is right. Extend one. Needs {@code junit-jupiter} on the test class path.
 */
@NullMarked
package io.github.dynagents.testkit.tck;

import org.jspecify.annotations.NullMarked;
