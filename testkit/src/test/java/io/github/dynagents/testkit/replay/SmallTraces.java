package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import java.time.Duration;
import java.util.List;

/** Recorded workloads of some hundred jobs each, and what they are replayed in. */
final class SmallTraces {
    /** As they come from the field, and four that were made to be awkward. */
    static final List<String> NAMES = List.of(
            "library-jdbi",
            "tiny-ensime",
            "path-59-minute-jobs",
            "path-alternate-os-arch",
            "path-every-61-minutes",
            "path-sixty-at-once");

    static final List<BillingTerms> BILLINGS = List.of(BillingTerms.PER_SECOND, BillingTerms.HOURLY);

    private SmallTraces() {}

    static ReplayOffering offering(String name, String perHour, BillingTerms terms) {
        return ReplayOffering.of(name, Money.dollars(perHour), terms, Duration.ofSeconds(90));
    }

    static ReplaySetting setting(double worth, ReplayOffering... offerings) {
        return ReplaySetting.builder()
                .worth(Money.dollars(worth))
                .offerings(List.of(offerings))
                .build();
    }
}
