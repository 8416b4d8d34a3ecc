package io.github.dynagents.runner.internal.history;

import io.github.dynagents.core.model.FinishedJob;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a history.
 *
 * @param jobs the newest builds' first
 * @param read how many builds were read
 * @param found how many builds there were to read, as far as they had been found
 * @param leftOut builds among those read that the server failed to show
 * @param brokenOff why not all was read, if not
 */
public record Pulled(List<FinishedJob> jobs, int read, int found, int leftOut, Optional<String> brokenOff) {
    public Pulled {
        jobs = List.copyOf(jobs);
    }
}
