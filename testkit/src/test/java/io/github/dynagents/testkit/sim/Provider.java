package io.github.dynagents.testkit.sim;

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
import java.util.List;
import java.util.SortedMap;

/** A provider over another, to be wrong in one way. */
class Provider implements Machines {
    private final Machines real;

    Provider(Machines real) {
        this.real = real;
    }

    @Override
    public Capabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return real.offerings();
    }

    @Override
    public Listing list() throws Failure {
        return real.list();
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        return real.buy(purchase);
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        return real.settle(purchase);
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        return real.mark(leases);
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        real.stopAgent(machine);
    }

    @Override
    public void release(Machine machine) throws Failure {
        real.release(machine);
    }

    @Override
    public void close() {
        real.close();
    }
}
