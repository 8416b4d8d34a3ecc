package io.github.dynagents.testkit.replay;

import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The cloud of a replay: all is answered at once, marks reach at once, and nothing is ever out of stock. */
final class IdealCloud implements Machines {
    static final String ACCOUNT = "replay";
    private static final Duration LIST_EVERY = Duration.ofSeconds(30);
    private static final int PARALLEL_BUYS = 1000;

    private final ReplayTruth truth;
    private final VirtualTime time;
    private final Map<OfferingId, ReplayOffering> sold = new LinkedHashMap<>();
    private final List<Offering> offerings = new ArrayList<>();
    private final Capabilities capabilities;
    private List<Machine> shown = List.of();
    private long shownChanges;

    IdealCloud(ReplayTruth truth, VirtualTime time, ReplaySetting setting, Collection<Platform> platforms) {
        this.truth = truth;
        this.time = time;
        platforms.forEach(platform -> setting.offerings().forEach(offering -> sell(offering, platform)));
        this.capabilities = Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.LIVE, End.SELF_TERMINATES)
                .removedWithin(Duration.ZERO)
                .listEvery(listEvery(setting))
                .offeringsEvery(Duration.ofDays(1))
                .parallelBuys(PARALLEL_BUYS)
                .build();
    }

    /** Often enough that a machine is listed before it is connected. */
    private static Duration listEvery(ReplaySetting setting) {
        Duration shortest = setting.offerings().stream()
                .map(ReplayOffering::usualBoot)
                .min(Duration::compareTo)
                .orElse(LIST_EVERY)
                .dividedBy(4);
        Duration least = Duration.ofSeconds(1);
        Duration most = shortest.compareTo(LIST_EVERY) < 0 ? shortest : LIST_EVERY;
        return most.compareTo(least) > 0 ? most : least;
    }

    private void sell(ReplayOffering offering, Platform platform) {
        OfferingId id = new OfferingId(ACCOUNT, offering.name() + "/" + platform);
        sold.put(id, offering);
        offerings.add(Offering.builder(id, offering.name(), offering.perHour())
                .terms(offering.terms())
                .type(offering.name())
                .platform(platform)
                .speed(offering.speed())
                .usualBoot(offering.usualBoot())
                .build());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<Offering> offerings() {
        return List.copyOf(offerings);
    }

    @Override
    public Listing list() {
        if (truth.machineChanges() != shownChanges) {
            shown = truth.machines().stream().map(ReplayMachine::shown).toList();
            shownChanges = truth.machineChanges();
        }
        return Listing.of(shown, time.now());
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        ReplayOffering offering = sold.get(purchase.offering());
        if (offering == null) {
            throw Failure.of(Failure.Kind.INVALID, "nobody sells " + purchase.offering());
        }
        return truth.buy(purchase, offering).shown();
    }

    @Override
    public Settled settle(Purchase purchase) {
        return truth.machines().stream()
                .filter(machine -> machine.name().equals(purchase.name()))
                .findFirst()
                .map(machine -> Settled.found(machine.shown()))
                .orElseGet(Settled::absent);
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) {
        leases.forEach((name, lease) -> {
            if (lease.draining()) {
                truth.drain(name);
            }
        });
        return Collections.emptySortedMap();
    }

    @Override
    public void release(Machine machine) {
        truth.release(machine.name());
    }

    @Override
    public void close() {}
}
