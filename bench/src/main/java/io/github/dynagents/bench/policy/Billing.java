package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.BillingTerms;

/** How time becomes money; named as on the command line and in the table. */
enum Billing {
    hourly,
    second;

    BillingTerms terms() {
        return switch (this) {
            case hourly -> BillingTerms.HOURLY;
            case second -> BillingTerms.PER_SECOND;
        };
    }
}
