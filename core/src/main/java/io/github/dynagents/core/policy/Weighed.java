package io.github.dynagents.core.policy;

import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.OfferingId;
import java.util.Optional;

/**
 * One offering that could have been bought: what it comes to, and why it was not, if so.
 *
 * @param paid what its time costs for one machine's load of the waiting jobs
 * @param waiting what those jobs' waiting until they begin is worth
 * @param interruptions what is expected to be lost by them
 * @param interruptedPerHour how often such a machine is taken back in an hour
 * @param whyNot why it may not be bought now, if it may not
 */
record Weighed(
        OfferingId offering,
        Money paid,
        Money waiting,
        Money interruptions,
        double interruptedPerHour,
        Optional<String> whyNot) {
    /** For those who want to understand why another was bought. */
    Considered dearer(String pool) {
        return Considered.rejected(
                pool,
                "buy " + offering,
                Reason.of("another is cheaper for one machine's load of jobs")
                        .with("its time", paid)
                        .with("waiting", waiting)
                        .with("interruptions", interruptions));
    }
}
