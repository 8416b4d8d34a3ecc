package io.github.dynagents.droneclient.internal;

import org.jspecify.annotations.Nullable;

/** How Drone says no. */
public record Refusal(@Nullable String message) {}
