package io.github.dynagents.runner.internal.config;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.world.Limits;
import io.github.dynagents.core.world.Tolerance;
import java.util.Optional;

/**
 * Limits of all pools together.
 *
 * @param machines how many may exist at once
 * @param perHour what an hour of all of them may cost
 * @param purchasesPerHour how many may be bought in any hour; unset, each machine may be replaced six times
 * @param worstCase what may be spent at most if the daemon died this instant; unset, no limit
 */
public record LimitsConfig(
        @Positive int machines,
        @Positive Money perHour,
        @Positive Optional<Integer> purchasesPerHour,
        @Positive Optional<Money> worstCase) {
    /** As core takes them. */
    public Limits asLimits() {
        return new Limits(machines, Optional.of(perHour), worstCase);
    }

    /** How much may look wrong. */
    public Tolerance tolerance() {
        Tolerance usual = Tolerance.of(asLimits());
        return purchasesPerHour.map(usual::withPurchases).orElse(usual);
    }
}
