package io.github.dynagents.core.policy;

import java.time.Instant;
import java.util.List;

/**
 * What to do now.
 *
 * @param decisions in the order of their urgency
 * @param wakeAt the next instant at which anything could change without a new observation
 * @param considered what was weighed on the way, where that was asked for: nothing is done by it
 */
public record Plan(List<Decision> decisions, Instant wakeAt, List<Considered> considered) {
    public Plan {
        decisions = List.copyOf(decisions);
        considered = List.copyOf(considered);
    }

    /** Without what was weighed. */
    public Plan(List<Decision> decisions, Instant wakeAt) {
        this(decisions, wakeAt, List.of());
    }
}
