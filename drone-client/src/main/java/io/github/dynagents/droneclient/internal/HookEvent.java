package io.github.dynagents.droneclient.internal;

import org.jspecify.annotations.Nullable;

/** What a webhook tells. */
public record HookEvent(@Nullable String event, @Nullable String action) {}
