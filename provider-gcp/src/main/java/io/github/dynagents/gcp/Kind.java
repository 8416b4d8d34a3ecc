package io.github.dynagents.gcp;

import io.github.dynagents.core.model.CapacityType;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;

/**
 * A template on a machine type, in a zone, spot or not.
 *
 * @param zone the zone; of a pool that several machines share, and that is in several zones, its region
 */
record Kind(Template template, String type, String zone, CapacityType capacity, Platform platform, Requests requests) {
    /** Stable: a shared pool may change its type, and is the same offering. */
    OfferingId id(String account) {
        return new OfferingId(
                account,
                template.nodePool()
                        .map(pool -> template.name() + "/" + pool)
                        .orElseGet(() -> template.name() + "/" + type + "/" + zone + "/" + word(capacity)));
    }

    static String word(CapacityType capacity) {
        return capacity == CapacityType.SPOT ? "spot" : "standard";
    }

    /** The region of a zone, or of a region. */
    static String region(String zone) {
        return zone.replaceFirst("-[a-z]$", "");
    }
}
