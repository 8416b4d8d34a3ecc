package io.github.dynagents.core.world;

import io.github.dynagents.core.model.Money;
import java.util.Optional;

/**
 * What nothing may exceed, whatever the queue says.
 *
 * @param machines at once
 * @param perHour of all machines that exist at once
 * @param worstCase that may be spent if the daemon died this instant
 */
public record Limits(int machines, Optional<Money> perHour, Optional<Money> worstCase) {
    public static final Limits NONE = new Limits(Integer.MAX_VALUE, Optional.empty(), Optional.empty());

    /**
     * Rejects what cannot be.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public Limits {
        if (machines < 1
                || perHour.filter(m -> m.micros() <= 0).isPresent()
                || worstCase.filter(m -> m.micros() <= 0).isPresent()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** This many machines at most, and no other limit. */
    public static Limits machines(int most) {
        return new Limits(most, Optional.empty(), Optional.empty());
    }
}
