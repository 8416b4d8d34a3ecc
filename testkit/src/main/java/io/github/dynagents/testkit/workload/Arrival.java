package io.github.dynagents.testkit.workload;

import io.github.dynagents.testkit.ci.Work;
import java.time.Duration;

/**
 * A job to come.
 *
 * @param at when, from the start of the workload
 */
public record Arrival(Duration at, Work work) {}
