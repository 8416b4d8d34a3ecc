package io.github.dynagents.aws;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.OfferingId;

/** Something that can be bought: a template on one of its types, in a zone, spot or on demand. */
record Kind(Template template, String type, String zone, CapacityType capacity) {
    OfferingId id(String account) {
        return new OfferingId(account, String.join("/", template.name(), type, zone, word(capacity)));
    }

    /** As configurations and offerings' ids have it. */
    static String word(CapacityType capacity) {
        return switch (capacity) {
            case SPOT -> "spot";
            case ON_DEMAND -> "on-demand";
        };
    }

    @Override
    public String toString() {
        return template.name() + " on " + type + " in " + zone + ", " + word(capacity);
    }
}
