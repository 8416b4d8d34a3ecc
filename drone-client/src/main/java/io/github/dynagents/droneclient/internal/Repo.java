package io.github.dynagents.droneclient.internal;

import org.jspecify.annotations.Nullable;

/**
 * One repository.
 *
 * @param counter the number of its newest build
 * @param build in the list of unfinished builds: the build
 */
public record Repo(
        long id,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable Boolean active,
        @Nullable Long counter,
        @Nullable Build build) {}
