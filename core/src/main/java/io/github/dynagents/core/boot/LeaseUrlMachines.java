package io.github.dynagents.core.boot;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Capability;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An account whose machines fetch their marks from a {@link LeaseDesk}: its leases are {@link LeaseChannel#LIVE}, whatever
 * its cloud can show them. What the cloud shows is the machine's whole life, so that whoever only sees that, such as
 * {@code reap}, takes no machine for over which the daemon renews.
 */
public final class LeaseUrlMachines implements Machines {
    /** A purchase may be under way that was not when the names of the living were taken. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Machines cloud;
    private final LeaseDesk desk;
    private final Capabilities capabilities;
    private final Set<MachineName> marked = ConcurrentHashMap.newKeySet();

    private LeaseUrlMachines(Machines cloud, LeaseDesk desk) {
        this.cloud = cloud;
        this.desk = desk;
        this.capabilities = cloud.capabilities().withLeases(LeaseChannel.LIVE, desk.reach());
    }

    /**
     * The same account with marks from the desk.
     *
     * @throws IllegalArgumentException if its machines cannot fetch theirs ({@link Capability#LEASE_URL})
     */
    public static Machines of(Machines cloud, LeaseDesk desk) {
        if (!cloud.capabilities().can(Capability.LEASE_URL)) {
            throw new IllegalArgumentException("its machines cannot fetch their leases from a URL");
        }
        return new LeaseUrlMachines(cloud, desk);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return cloud.offerings();
    }

    /** With the marks of the desk; of a machine that it has none of, nobody knows what an earlier daemon has set. */
    @Override
    public Listing list() throws Failure {
        Listing listing = cloud.list();
        return Listing.of(listing.machines().stream().map(this::marked).toList(), listing.asOf());
    }

    private Machine marked(Machine machine) {
        Machine.Builder shown = machine.toBuilder();
        desk.lease(machine.name()).ifPresentOrElse(shown::lease, shown::noLease);
        return shown.build();
    }

    /** Its first mark is there before it can ask. */
    @Override
    public Machine buy(Purchase purchase) throws Failure {
        put(purchase.name(), purchase.lease());
        return bornWith(purchase, cloud.buy(fetching(purchase)));
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        Settled settled = cloud.settle(fetching(purchase));
        return settled.machine()
                .map(machine -> Settled.found(bornWith(purchase, machine)))
                .orElse(settled);
    }

    /** Made of the purchase alone: a retry is identical. */
    private Purchase fetching(Purchase purchase) {
        Lease lease = purchase.lease();
        Lease wholeLife =
                new Lease(lease.until().minus(lease.ttl()).plus(purchase.maxLife()), lease.ttl(), lease.draining());
        return purchase.withLeaseUrl(desk.url(purchase.name()), wholeLife);
    }

    private static Machine bornWith(Purchase purchase, Machine machine) {
        return machine.toBuilder().lease(purchase.lease()).build();
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
        leases.forEach(this::put);
        return Collections.emptySortedMap();
    }

    private void put(MachineName name, Lease lease) {
        marked.add(name);
        desk.put(name, lease);
    }

    private void forget(MachineName name) {
        marked.remove(name);
        desk.forget(name);
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        cloud.startAgent(machine, agent);
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        cloud.stopAgent(machine);
    }

    @Override
    public void release(Machine machine) throws Failure {
        cloud.release(machine);
        forget(machine.name());
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        marked.stream()
                .filter(name -> !alive.contains(name) && desk.isOlderThan(name, YOUNG))
                .toList()
                .forEach(this::forget);
        cloud.tidy(alive);
    }

    @Override
    public List<Finding> examine() throws Failure {
        return cloud.examine();
    }

    @Override
    public Optional<String> permissions() {
        return cloud.permissions();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
