package io.github.dynagents.droneclient.internal;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One build; its stages are there only when it was asked for by itself. */
public record Build(
        long id,
        @Json(name = "repo_id") long repoId,
        long number,
        @Nullable String status,
        @Nullable Long created,
        @Nullable Map<String, String> params,
        @Nullable List<Stage> stages) {}
