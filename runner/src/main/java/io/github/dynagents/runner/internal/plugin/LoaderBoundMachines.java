package io.github.dynagents.runner.internal.plugin;

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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** Makes each call with the plugin's class loader as the thread's own. */
record LoaderBoundMachines(Machines plugin, ClassLoader loader) implements Machines {
    @Override
    public Capabilities capabilities() {
        return InLoader.call(loader, plugin::capabilities);
    }

    @Override
    public List<Offering> offerings() throws Failure {
        return InLoader.call(loader, plugin::offerings);
    }

    @Override
    public Listing list() throws Failure {
        return InLoader.call(loader, plugin::list);
    }

    @Override
    public Machine buy(Purchase purchase) throws Failure {
        return InLoader.call(loader, () -> plugin.buy(purchase));
    }

    @Override
    public Settled settle(Purchase purchase) throws Failure {
        return InLoader.call(loader, () -> plugin.settle(purchase));
    }

    @Override
    public SortedMap<MachineName, Failure> mark(SortedMap<MachineName, Lease> leases) throws Failure {
        return InLoader.call(loader, () -> plugin.mark(leases));
    }

    @Override
    public void startAgent(Machine machine, AgentSpec agent) throws Failure {
        InLoader.run(loader, () -> plugin.startAgent(machine, agent));
    }

    @Override
    public void stopAgent(Machine machine) throws Failure {
        InLoader.run(loader, () -> plugin.stopAgent(machine));
    }

    @Override
    public void release(Machine machine) throws Failure {
        InLoader.run(loader, () -> plugin.release(machine));
    }

    @Override
    public void tidy(SortedSet<MachineName> alive) throws Failure {
        InLoader.run(loader, () -> plugin.tidy(alive));
    }

    @Override
    public List<Finding> examine() throws Failure {
        return InLoader.call(loader, plugin::examine);
    }

    @Override
    public Optional<String> permissions() {
        return InLoader.call(loader, plugin::permissions);
    }

    @Override
    public void close() {
        InLoader.run(loader, plugin::close);
    }
}
