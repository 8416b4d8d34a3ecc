package io.github.dynagents.droneclient;

import io.github.dynagents.core.model.JobEnd;
import org.jspecify.annotations.Nullable;

/** Where a stage or a build stands, as far as it matters here. */
enum StageStatus {
    PENDING,
    RUNNING,
    /** Waits for other stages or for an approval. */
    WAITING,
    /** Ran to an end of its own. */
    COMPLETED,
    /** Ended otherwise, or never ran. */
    ENDED,
    /** A word that this client does not know. */
    UNKNOWN;

    static StageStatus of(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "pending" -> PENDING;
            case "running" -> RUNNING;
            case "blocked", "waiting_on_dependencies" -> WAITING;
            case "success", "failure" -> COMPLETED;
            case "killed", "error", "skipped", "declined" -> ENDED;
            default -> UNKNOWN;
        };
    }

    /** How a stage ended that began to run: by a word that is not known here, not by itself. */
    static JobEnd end(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "success" -> JobEnd.SUCCESS;
            case "failure" -> JobEnd.FAILURE;
            case "error" -> JobEnd.ERROR;
            default -> JobEnd.KILLED;
        };
    }

    boolean isOver() {
        return this == COMPLETED || this == ENDED;
    }
}
