package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.BillingTerms;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.testkit.workload.Trace;
import io.github.dynagents.testkit.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

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

    static Workload named(String name) {
        try (InputStream in =
                Objects.requireNonNull(SmallTraces.class.getResourceAsStream("/traces/" + name + ".csv.gz"), name)) {
            return Trace.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
