package io.github.dynagents.testkit.sim;

import io.github.dynagents.core.model.AgentSpec;
import io.github.dynagents.core.model.Lease;
import io.github.dynagents.core.model.Machine;
import io.github.dynagents.core.model.MachineName;
import io.github.dynagents.core.model.Offering;
import io.github.dynagents.core.spi.Capabilities;
import io.github.dynagents.core.spi.Failure;
import io.github.dynagents.core.spi.Finding;
import io.github.dynagents.core.spi.Listing;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.Purchase;
import io.github.dynagents.core.spi.Settled;
import io.github.dynagents.testkit.fault.CallKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** An account whose calls are watched. */
record WatchedMachines(String account, Machines real, CallWatch watch) implements Machines {
    @Override
    public Capabilities capabilities() {
        return real.capabilities();
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return watch.around(account, CallKind.OFFERINGS, real::offerings);
    }

    @Override
    public Listing list() throws Failure {
        return watch.around(account, CallKind.LIST, real::list);
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        return watch.around(account, CallKind.BUY, () -> real.buy(purchase));
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        return watch.around(account, CallKind.SETTLE, () -> real.settle(purchase));
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        return watch.around(account, CallKind.MARK, () -> real.mark(leases));
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        watch.does(account, CallKind.START_AGENT, () -> real.startAgent(machine, agent));
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        watch.does(account, CallKind.STOP_AGENT, () -> real.stopAgent(machine));
    }

    @Override
    public void release(Machine machine) throws Failure {
        watch.does(account, CallKind.RELEASE, () -> real.release(machine));
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        watch.does(account, CallKind.TIDY, () -> real.tidy(alive));
    }

    @Override
    public List<Finding> examine() throws Failure {
        return real.examine();
    }

    @Override
    public Optional<String> permissions() {
        return real.permissions();
    }

    @Override
    public void close() {
        real.close();
    }
}
