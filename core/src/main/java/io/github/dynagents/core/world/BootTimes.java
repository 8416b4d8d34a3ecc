package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How long machines take to come up once it is their turn: what was measured, else what is usual.
 *
 * @param sold what is sold now
 */
public record BootTimes(Learned learned, SortedMap<OfferingId, Offering> sold) {
    private static final Duration UNKNOWN = Duration.ofSeconds(90);

    /** Until an agent takes jobs. */
    public Duration of(Offering offering) {
        return learned.boots(offering.id()).median().orElse(offering.usualBoot());
    }

    /** The same, of what may not be sold any more. */
    public Duration of(Optional<OfferingId> offering) {
        return offering.map(sold::get).map(this::of).orElse(UNKNOWN);
    }

    /** How long a machine may take before its offering is blamed. */
    public Duration patience(Optional<OfferingId> offering) {
        Duration boot = of(offering);
        Duration thrice = boot.multipliedBy(3);
        Duration longer = boot.plusMinutes(5);
        return thrice.compareTo(longer) > 0 ? thrice : longer;
    }
}
