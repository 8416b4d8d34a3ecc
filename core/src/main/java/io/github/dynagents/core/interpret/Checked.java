package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers of a provider that cannot be are failures of that provider, before they reach what all share. */
final class Checked {
    private static final Duration OLDEST = Duration.ofDays(3650);

    private Checked() {}

    static Listing list(String account, Machines provider) throws Failure {
        Listing listing = provider.list();
        for (Machine machine : listing.machines()) {
            Instant asOf = listing.asOf();
            Instant created = machine.created();
            if (created.isBefore(asOf.minus(OLDEST)) || created.isAfter(asOf.plus(OLDEST))) {
                throw broken(account, "machine " + machine.name() + " was created at " + created);
            }
        }
        return listing;
    }

    static List<Offering> offerings(String account, Machines provider) throws Failure {
        List<Offering> offerings = List.copyOf(provider.offerings());
        for (Offering offering : offerings) {
            if (!offering.id().account().equals(account)) {
                throw broken(account, "offering " + offering.id() + " is of another account");
            }
        }
        return offerings;
    }

    private static Failure broken(String account, String what) {
        return Failure.of(Failure.Kind.BROKEN, "account " + account + " answers what cannot be: " + what);
    }
}
