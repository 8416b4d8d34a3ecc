package io.github.dynagents.core.interpret;

import io.github.dynagents.core.model.AgentSpec;
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
import io.github.dynagents.core.world.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Notes what it is asked for, and fails where it is told to. */
final class ScriptedMachines implements Machines {
    final List<String> calls;
    final List<Purchase> purchases = new ArrayList<>();
    final SortedMap<MachineName, Failure> unmarked = new TreeMap<>();
    Optional<Failure> failure = Optional.empty();
    Settled settled = Settled.absent();
    private final Capabilities capabilities;

    ScriptedMachines(Capabilities capabilities, List<String> calls) {
        this.capabilities = capabilities;
        this.calls = calls;
    }

    private void note(String call) throws Failure {
        calls.add(call);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<Offering> offerings() throws Failure {
        note("offerings");
        return List.of();
    }

    @Override
    public Listing list() throws Failure {
        note("list");
        return Listing.of(List.of(), Worlds.NOON);
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        purchases.add(purchase);
        note("buy");
        return Machine.builder(purchase.name(), "id", Worlds.NOON).build();
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        purchases.add(purchase);
        note("settle " + purchase.name());
        return settled;
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        note("mark " + leases.keySet());
        return unmarked;
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        note("startAgent " + machine.name());
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        note("stopAgent " + machine.name());
    }

    @Override
    public void release(Machine machine) throws Failure {
        note("release " + machine.name());
    }

    @Override
    public void close() {}
}
