package io.github.dynagents.runner.internal.simulate;

import io.github.dynagents.core.model.BillingTerms;

/** How time becomes money; named as on the command line. */
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
