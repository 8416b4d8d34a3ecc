package io.github.dynagents.core.world;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import java.time.Instant;

/**
 * What a machine costs.
 *
 * @param perHour of its running time
 * @param terms how its running time becomes money
 */
public record Price(Money perHour, BillingTerms terms) {
    public static Price of(Offering offering) {
        return new Price(offering.perHour(), offering.terms());
    }

    /** What a machine costs in all that is born at one instant and gone at another. */
    public Money cost(Instant born, Instant gone) {
        return terms.cost(perHour, born, gone);
    }
}
