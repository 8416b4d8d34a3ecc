package com.example.ci;

import io.github.dynagents.core.boot.BootScript;
import io.github.dynagents.core.boot.MarkChannel;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.MachineState;
import io.github.dynagents.core.model.Money;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.model.OfferingId;
import io.github.dynagents.core.model.Platform;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.End;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Failure.Kind;
import io.github.dynagents.core.spi.LeaseChannel;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Once;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The boxes of a rack. A box knows only what it was started with, and is paid for until it is switched off. */
final class RackMachines implements Machines {
    private final Rack rack;
    private final SortedMap<String, Money> prices;
    private final Context context;
    private volatile boolean closed;

    RackMachines(Rack rack, SortedMap<String, Money> prices, Context context) {
        this.rack = rack;
        this.prices = prices;
        this.context = context;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(Once.UNIQUE_NAME, LeaseChannel.AT_BIRTH, End.ONLY_RELEASE)
                .build();
    }

    @Override
    public List<Offering> offerings() {
        return prices.entrySet().stream()
                .map(price -> Offering.builder(
                                new OfferingId(context.account(), price.getKey()), price.getKey(), price.getValue())
                        .type("box")
                        .zone("cellar")
                        .platform(Platform.LINUX_AMD64)
                        .build())
                .toList();
    }

    @Override
    public Listing list() throws Failure {
        Instant asOf = context.clock().instant();
        return Listing.of(
                open().on().stream().filter(this::isOurs).map(this::machine).toList(), asOf);
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        Rack now = open();
        if (!purchase.offering().account().equals(context.account())
                || !prices.containsKey(purchase.offering().value())) {
            throw Failure.of(Kind.INVALID, "no such box: " + purchase.offering() + "; there are " + prices.keySet());
        }
        if (context.clock().instant().isAfter(purchase.sendBefore())) {
            throw Failure.of(Kind.INVALID, purchase.name() + " was to be sent before " + purchase.sendBefore());
        }
        Rack.Box asked = box(purchase);
        Rack.Box there = now.switchOn(asked);
        if (!isOurs(there) || !there.isSameOrder(asked)) {
            throw Failure.of(Kind.INVALID, purchase.name() + " is on already, for another purchase");
        }
        return machine(there);
    }

    /** Absent is for good: not before the last instant at which the purchase may still be sent. */
    @Override
    public Settled settle(Purchase purchase) throws Failure {
        boolean mayCome = !context.clock().instant().isAfter(purchase.sendBefore());
        return open().find(purchase.name().value())
                .filter(this::isOurs)
                .map(box -> Settled.found(machine(box)))
                .orElseGet(() -> mayCome
                        ? Settled.tooEarly(purchase.sendBefore().plusSeconds(1))
                        : Settled.absent());
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        throw Failure.unsupported("mark");
    }

    @Override
    public void release(Machine machine) throws Failure {
        Optional<Rack.Box> ours = open().find(machine.name().value()).filter(this::isOurs);
        ours.ifPresent(box -> rack.switchOff(box.name()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private Rack open() throws Failure {
        if (closed) {
            throw Failure.of(Kind.UNAVAILABLE, "the account \"" + context.account() + "\" is closed");
        }
        return rack;
    }

    private boolean isOurs(Rack.Box box) {
        return box.owner().equals(context.owner());
    }

    private Rack.Box box(Purchase purchase) {
        return new Rack.Box(
                purchase.name().value(),
                purchase.owner(),
                purchase.pool(),
                purchase.offering().value(),
                context.clock().instant(),
                BootScript.userData(purchase, MarkChannel.shell("return 1"), 64 * 1024));
    }

    private Machine machine(Rack.Box box) {
        return Machine.builder(new MachineName(box.name()), "rack/" + box.name(), box.since())
                .pool(box.pool())
                .offering(new OfferingId(context.account(), box.kind()))
                .state(MachineState.UP)
                .build();
    }
}
