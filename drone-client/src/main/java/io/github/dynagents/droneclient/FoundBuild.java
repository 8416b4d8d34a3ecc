package io.github.dynagents.droneclient;

import java.time.Instant;

/** A build that is over, of which no more is known yet. */
record FoundBuild(RepoName repo, long number, Instant created) {}
