package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.replay.ReplayOffering;
import java.time.Duration;
import java.util.List;

/**
 * What is on sale.
 *
 * @param billing how it is told
 */
record Selling(String billing, List<ReplayOffering> offerings) {
    Selling {
        offerings = List.copyOf(offerings);
    }

    static Selling of(Billing billing, Money perHour, Duration boot) {
        return new Selling(billing.name(), List.of(ReplayOffering.of("machine", perHour, billing.terms(), boot)));
    }
}
