package io.github.dynagents.core.world;

import io.github.dynagents.core.spi.Capabilities;
import java.time.Duration;

/**
 * One account of a provider, as core sees it.
 *
 * @param name as configured
 * @param limit machines at once
 * @param capabilities what its cloud grants
 * @param deadline of each call to it
 */
public record Account(String name, int limit, Capabilities capabilities, Duration deadline) {
    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if the limit or the deadline is not positive
     */
    public Account {
        if (limit < 1 || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "account " + name + ": limit and deadline must be positive: " + limit + ", " + deadline);
        }
    }

    /** Whether its machines may have to wait for others before they come up. */
    public boolean bootsOneAfterAnother() {
        return capabilities.parallelBoots() < Integer.MAX_VALUE;
    }

    /** How long a purchase of an earlier daemon may still turn up in the list. */
    Duration settlesWithin() {
        return capabilities.listLag().plus(deadline);
    }
}
