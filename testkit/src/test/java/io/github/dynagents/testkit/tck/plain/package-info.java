/** A small cloud, a provider of it that is right, and many that are wrong in one place: how the contract is tested. */
@NullMarked
package io.github.dynagents.testkit.tck.plain;

import org.jspecify.annotations.NullMarked;
