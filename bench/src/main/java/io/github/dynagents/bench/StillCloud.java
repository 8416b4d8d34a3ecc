package io.github.dynagents.bench;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** A cloud that shows the same machines until they are released, and has no others. */
final class StillCloud implements Machines {
    private final Capabilities capabilities;
    private final List<Offering> offerings;
    private final Supplier<Instant> clock;
    private List<Machine> shown;

    StillCloud(Capabilities capabilities, List<Offering> offerings, List<Machine> shown, Supplier<Instant> clock) {
        this.capabilities = capabilities;
        this.offerings = offerings;
        this.shown = shown;
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<Offering> offerings() {
        return offerings;
    }

    @Override
    public Listing list() {
        return Listing.of(shown, clock.get());
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        throw Failure.of(Failure.Kind.NO_CAPACITY, "nothing is left");
    }

    @Override
    public Settled settle(Purchase purchase) {
        return Settled.absent();
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
        return Collections.emptySortedMap();
    }

    @Override
    public void release(Machine machine) {
        shown = shown.stream().filter(one -> !one.name().equals(machine.name())).toList();
    }

    @Override
    public void close() {}
}
