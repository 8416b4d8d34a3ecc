package io.github.dynagents.droneclient.internal;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stage, in the queue or in a build. Times are Unix seconds, 0 for "not yet". */
public record Stage(
        long id,
        @Json(name = "repo_id") long repoId,
        @Json(name = "build_id") long buildId,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String type,
        @Nullable String status,
        @Nullable String machine,
        @Nullable String os,
        @Nullable String arch,
        @Nullable String variant,
        @Nullable String kernel,
        @Nullable Integer limit,
        @Nullable Integer throttle,
        @Nullable Long started,
        @Nullable Long stopped,
        long created,
        @Nullable Map<String, String> labels,
        @Nullable @Json(name = "depends_on") List<String> dependsOn) {}
