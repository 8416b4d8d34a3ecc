/**
 * A day of a small team in some 45 seconds: the production autoscaler over the testkit's clouds and CI server. Start at
 * {@link io.github.dynagents.runner.internal.demo.Demo}.
 */
@NullMarked
package io.github.dynagents.runner.internal.demo;

import org.jspecify.annotations.NullMarked;
