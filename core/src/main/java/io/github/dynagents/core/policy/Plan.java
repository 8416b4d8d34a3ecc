package io.github.dynagents.core.policy;

import java.time.Instant;
import java.util.List;

/**
 * What to do now.
 *
 * @param decisions in the order of their urgency
 * @param wakeAt the next instant at which anything could change without a new observation
 */
public record Plan(List<Decision> decisions, Instant wakeAt) {
    public Plan {
        decisions = List.copyOf(decisions);
    }
}
