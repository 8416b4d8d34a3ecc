package io.github.dynagents.core.policy;

import java.util.List;

/** What a {@link Guard} lets through, and what it does not, with why. */
public record Cut(List<Decision> kept, List<Refused> refused) {
    /** A decision that is not carried out. */
    public record Refused(Decision decision, String why) {}

    public Cut {
        kept = List.copyOf(kept);
        refused = List.copyOf(refused);
    }
}
